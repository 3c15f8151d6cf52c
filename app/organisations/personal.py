"""What organisations keep about people: who declared them, who acts for them, who was invited to."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, or_, select

from app.accounts.models import Person
from app.core.extensions import db
from app.core.privacy import (
    DELETED,
    KEPT,
    Basis,
    Leaving,
    Words,
    before_leaving,
    deleting,
    personal,
    retention,
)
from app.organisations.models import Engagement, Invitation, Mandate, Organisation

TEAM_AND_MEMBERS = _("les membres de l’organisation et l’équipe")
WITH_IT = _("avec la fiche de l’organisation, puis selon les règles des archives publiques")
INVITATIONS = retention(
    "invitations",
    _("trente jours après la fin de l’invitation, qu’elle ait eu une réponse ou non"),
    timedelta(days=30),
    lambda before: select(Invitation.id).where(Invitation.expires_at < before),
    deleting(Invitation.id),
)


def _forget_invitations(person: Person) -> None:
    """Delete what was sent to this address; what this person sent to others stays theirs."""
    to_me = delete(Invitation).where(Invitation.email == person.email)
    db.session.execute(to_me, execution_options={"synchronize_session": False})


personal(
    Organisation,
    _("Les organisations"),
    people=_("les personnes qui déclarent une organisation"),
    why=_("savoir quelle structure porte un projet, et qui répond de sa fiche"),
    basis=Basis.PUBLIC_TASK,
    kept=WITH_IT,
    seen_by=_("tout le monde pour la fiche ; l’équipe pour qui l’a déclarée"),
    columns={
        "name": "nom de l’organisation (celui d’une personne, parfois)",
        "address": "adresse de l’organisation (parfois celle d’une personne)",
        "website": "site de l’organisation",
        "status_at": "date de la dernière décision",
        "decision_reason": "motif de la décision",
        "declared_by_id": "la personne qui l’a déclarée",
        "decided_by_id": "la personne de l’équipe qui a décidé",
        "created_at": "date de la déclaration",
    },
    technical="id public_id sort_name kind siren siret rna court_entry municipality_code status version updated_at "
    "hidden_at",
    not_exported="declared_by_id decided_by_id",
    whose=lambda person: or_(Organisation.declared_by_id == person.id, Organisation.decided_by_id == person.id),
    leaving=Leaving(KEPT, _("Les organisations que vous avez déclarées restent : elles sont à leurs membres.")),
)
personal(
    Mandate,
    _("Vos mandats dans une organisation"),
    people=_("les membres d’une organisation"),
    why=_("savoir qui peut agir pour elle, et jusqu’à quand"),
    basis=Basis.PUBLIC_TASK,
    kept=WITH_IT,
    seen_by=TEAM_AND_MEMBERS,
    columns={
        "person_id": "la personne qui a le mandat",
        "role": "représentant, trésorier ou membre",
        "since": "premier jour",
        "until": "dernier jour",
        "ended_at": "date où il a pris fin",
    },
    technical="id public_id organisation_id",
    not_exported="person_id",
    whose=lambda person: Mandate.person_id == person.id,
    leaving=Leaving(DELETED, _("Vos mandats dans des organisations sont effacés.")),
)
personal(
    Invitation,
    _("Les invitations dans une organisation"),
    people=_("les personnes invitées"),
    why=_("proposer un mandat à quelqu’un, à son adresse"),
    basis=Basis.PUBLIC_TASK,
    kept=INVITATIONS,
    seen_by=TEAM_AND_MEMBERS,
    columns={
        "email": "adresse de la personne invitée",
        "role": "mandat proposé",
        "until": "dernier jour du mandat proposé",
        "sent_by_id": "la personne qui invite",
        "sent_at": "date d’envoi",
        "expires_at": "fin de validité",
        "status": "réponse",
        "status_at": "date de la réponse",
    },
    technical="id public_id organisation_id",
    not_exported="sent_by_id",
    whose=lambda person: Invitation.email == person.email,  # those one sent name somebody else
    leaving=Leaving(_forget_invitations, _("Les invitations reçues à votre adresse sont effacées.")),
)
personal(
    Engagement,
    _("L’acceptation du contrat d’engagement républicain"),
    people=_("les personnes qui l’acceptent au nom d’une organisation"),
    why=_("la loi demande cet engagement avant toute subvention (loi du 12 avril 2000, article 10-1)"),
    basis=Basis.OBLIGATION,
    kept=_("dix ans, avec les pièces des subventions"),
    seen_by=TEAM_AND_MEMBERS,
    columns={
        "person_id": "la personne qui a accepté",
        "digest": "empreinte du texte accepté",
        "accepted_at": "date de l’acceptation",
        "withdrawn_at": "date du retrait",
    },
    technical="id public_id organisation_id",
    not_exported="person_id",
    whose=lambda person: Engagement.person_id == person.id,
    leaving=Leaving(
        KEPT,
        _("Les engagements que vous avez pris au nom d’une organisation restent, sans votre nom : la loi y oblige."),
    ),
)


@before_leaving
def hand_over_the_mandate(person: Person) -> Words | None:
    """An organisation with other members does not lose its last representative."""
    mandates = db.session.scalars(select(Mandate).where(Mandate.person_id == person.id, Mandate.ended_at.is_(None)))
    for place in [mandate.organisation for mandate in mandates.all()]:
        if place.representatives == [person] and len(place.in_force) > 1:
            return _(
                "Vous êtes la seule personne qui représente « %(name)s » : confiez d’abord ce mandat à un autre "
                "membre.",
                name=place.name,
            )
    return None
