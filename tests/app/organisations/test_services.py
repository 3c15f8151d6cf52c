"""Who may act for an organisation, from its declaration to its closing."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from app.core import clock
from app.core.audit import AuditEvent
from app.core.errors import MoveRefused, Refused
from app.core.extensions import db
from app.notifications.models import OutboxMessage
from app.organisations import commitments, queries
from app.organisations.models import Kind, Mandate, MandateRole, Organisation
from app.organisations.services import declaring, engaging, mandates
from app.organisations.status import OrganisationStatus
from app.territories.queries import municipality_by_code
from tests.races import run_together

R = MandateRole


def identity(**changed):
    told = {"name": "Les Cyclettes", "kind": Kind.ASSOCIATION, "rna": "W621234567"}
    return declaring.Identity(**told | {"municipality": municipality_by_code("62041")} | changed)


def refusal(deed, *given, **more):
    with pytest.raises(Refused) as refused:
        deed(*given, **more)
    db.session.rollback()
    return refused.value


def roles(organisation):
    return {m.person.name: m.role.value for m in queries.organisation_by_public_id(organisation.public_id).in_force}


def test_whoever_declares_represents_and_the_log_says_so(app, people):
    amel = people("Amel")
    organisation = declaring.declare(identity(siret="732 829 320 00074"), by=amel)
    db.session.commit()
    assert (organisation.siren, organisation.siret) == ("732829320", "73282932000074")
    assert organisation.status is OrganisationStatus.DECLARED
    assert roles(organisation) == {"Amel": "representative"}
    assert db.session.scalars(select(AuditEvent.verb)).all() == ["organisation.declare"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"siret": "732829321", "rna": ""}, "siret"),
        ({"rna": ""}, "siret"),
        ({"kind": Kind.COLLECTIVE}, "kind"),
        ({"kind": Kind.COOPERATIVE}, "rna"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"website": "ftp://exemple.fr"}, "website"),
        ({"website": "https://moi:secret@exemple.fr"}, "website"),
        ({"website": 'https://exemple.fr/"><script>'}, "website"),
        ({"name": "\u200b"}, "name"),
    ],
)
def test_declaration_is_refused_at_the_right_place(app, people, changed, field):
    refused = refusal(declaring.declare, identity(**changed), by=people("Amel"))
    assert refused.field == field
    assert db.session.scalar(select(func.count()).select_from(Organisation)) == 0


def test_number_belongs_to_one_living_organisation(app, people, an_organisation):
    amel, bruno, staff = people("Amel"), people("Bruno"), people("Zoé")
    first = an_organisation(amel)
    assert "déjà inscrite" in str(refusal(declaring.declare, identity(name="Autre nom"), by=bruno))
    declaring.refuse(first, "Ce numéro n’est pas le vôtre.", by=staff)
    declaring.declare(identity(), by=bruno)
    db.session.commit()
    assert "déjà inscrite" in str(refusal(declaring.edit, first, identity(name="Je reviens"), by=amel))


def test_two_declarations_at_once_leave_one(app, people):
    names = [people("Amel").id, people("Bruno").id]

    def declares(person_id):
        from app.accounts.models import Person

        return lambda: declaring.declare(identity(), by=db.session.get(Person, person_id))

    found = run_together(app, [declares(one) for one in names])
    assert sorted(found)[1:] == ["ok"] or sorted(found)[:1] == ["ok"]
    assert db.session.scalar(select(func.count()).select_from(Organisation)) == 1


def test_confirmed_is_checked_again_when_its_identity_changes_and_only_then(app, people, an_organisation):
    amel = people("Amel")
    organisation = an_organisation(amel, confirmed=True)
    declaring.edit(organisation, identity(website="exemple.fr"), by=amel)
    assert (organisation.status, organisation.website) == (OrganisationStatus.CONFIRMED, "https://exemple.fr")
    declaring.edit(organisation, identity(name="Autre chose"), by=amel)
    assert organisation.status is OrganisationStatus.DECLARED


def test_refusal_says_why_to_representatives_and_may_be_answered(app, people, an_organisation):
    amel, staff = people("Amel"), people("Zoé")
    organisation = an_organisation(amel)
    with pytest.raises(MoveRefused):
        declaring.refuse(organisation, " ", by=staff)
    db.session.rollback()
    declaring.refuse(organisation, "Le numéro est celui d’une autre.", by=staff)
    db.session.commit()
    mail = db.session.scalars(select(OutboxMessage)).one()
    assert mail.to == amel.email and "celui d’une autre" in mail.body
    declaring.edit(organisation, identity(rna="W621234568"), by=amel)
    assert organisation.status is OrganisationStatus.DECLARED


# --- mandates -----------------------------------------------------------------------------------------------------


def invited(organisation, person, role=R.MEMBER, *, by, until=None):
    invitation = mandates.invite(organisation, person.email, role, until, by=by)
    db.session.commit()
    return invitation


def test_invitation_is_accepted_once_by_its_address_only(app, people, an_organisation):
    amel, bruno, carla = people("Amel"), people("Bruno"), people("Carla")
    organisation = an_organisation(amel)
    invitation = invited(organisation, bruno, by=amel)
    assert "autre adresse" in str(refusal(mandates.accept, invitation, by=carla))
    mandates.accept(invitation, by=bruno)
    db.session.commit()
    assert roles(organisation) == {"Amel": "representative", "Bruno": "member"}
    assert "déjà reçu une réponse" in str(refusal(mandates.accept, invitation, by=bruno))
    assert "a déjà ce rôle" in str(refusal(mandates.invite, organisation, bruno.email, R.MEMBER, None, by=amel))


def test_two_acceptances_at_once_make_one_mandate(app, people, an_organisation):
    amel, bruno = people("Amel"), people("Bruno")
    token = queries.token_of(invited(an_organisation(amel), bruno, by=amel))
    bruno_id = bruno.id

    def accepts():
        from app.accounts.models import Person

        mandates.accept(queries.invitation_by_token(token), by=db.session.get(Person, bruno_id))

    found = run_together(app, [accepts, accepts])
    assert found.count("ok") == 1
    assert db.session.scalar(select(func.count()).where(Mandate.person_id == bruno_id)) == 1


def test_invitation_expires_after_fourteen_days(app, people, an_organisation):
    amel, bruno = people("Amel"), people("Bruno")
    invitation = invited(an_organisation(amel), bruno, by=amel)
    with time_machine.travel(clock.now() + timedelta(days=15)):
        assert "a expiré" in str(refusal(mandates.accept, invitation, by=bruno))


def test_new_invitation_replaces_the_one_that_waited(app, people, an_organisation):
    amel, bruno = people("Amel"), people("Bruno")
    organisation = an_organisation(amel)
    first = invited(organisation, bruno, by=amel)
    second = invited(organisation, bruno, R.TREASURER, by=amel)
    assert "retirée" in str(refusal(mandates.accept, first, by=bruno))
    mandates.accept(second, by=bruno)
    assert roles(organisation)["Bruno"] == "treasurer"


def test_tampered_link_opens_nothing(app, people, an_organisation):
    amel = people("Amel")
    token = queries.token_of(invited(an_organisation(amel), people("Bruno"), by=amel))
    assert queries.invitation_by_token(token) is not None
    signed, _dot, signature = token.rpartition(".")
    changed = f"{signed}.{'B' if signature[0] == 'A' else 'A'}{signature[1:]}"  # the last sign has bits nobody reads
    for wrong in (changed, "x" + token, "", token.split(".")[0]):
        assert queries.invitation_by_token(wrong) is None


def test_last_representative_cannot_leave_nor_step_down(app, people, an_organisation):
    amel, bruno = people("Amel"), people("Bruno")
    organisation = an_organisation(amel)
    mine = organisation.in_force[0]
    assert "dernière personne" in str(refusal(mandates.end, mine, by=amel))
    assert "dernière personne" in str(
        refusal(mandates.accept, invited(organisation, amel, R.TREASURER, by=amel), by=amel)
    )
    mandates.accept(invited(organisation, bruno, R.REPRESENTATIVE, by=amel), by=bruno)
    db.session.commit()
    mandates.end(mine, by=amel)
    db.session.commit()
    assert roles(organisation) == {"Bruno": "representative"}


def test_two_representatives_who_leave_at_once_leave_one(app, people, an_organisation):
    amel, bruno = people("Amel"), people("Bruno")
    organisation = an_organisation(amel)
    mandates.accept(invited(organisation, bruno, R.REPRESENTATIVE, by=amel), by=bruno)
    db.session.commit()
    ids = [m.public_id for m in organisation.in_force]

    def leaves(public_id):
        def deed():
            mandate = queries.mandate_by_public_id(public_id)
            mandates.end(mandate, by=mandate.person)

        return deed

    assert run_together(app, [leaves(one) for one in ids]).count("ok") == 1
    assert len(roles(organisation)) == 1


def test_mandate_past_its_last_day_gives_no_right(app, people, an_organisation):
    amel, bruno = people("Amel"), people("Bruno")
    organisation = an_organisation(amel)
    until = clock.today() + timedelta(days=5)
    mandates.accept(invited(organisation, bruno, R.REPRESENTATIVE, by=amel, until=until), by=bruno)
    db.session.commit()
    for days, acts in ((5, True), (6, False)):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            db.session.expire_all()
            assert queries.represents(bruno, organisation) is acts
            assert (organisation in queries.organisations_of(bruno)) is acts


def test_nobody_acts_for_a_closed_organisation(app, people, an_organisation):
    amel = people("Amel")
    organisation = an_organisation(amel)
    bruno = people("Bruno")
    invitation = invited(organisation, bruno, by=amel)
    declaring.close(organisation, "Dissoute.", by=people("Zoé"))
    db.session.commit()
    assert not queries.represents(amel, organisation)
    assert "n’est plus inscrite" in str(refusal(mandates.accept, invitation, by=bruno))


# --- the contrat d’engagement républicain ---------------------------------------------------------------------------


def test_engagement_is_accepted_once_a_version_and_asked_again(app, people, an_organisation, monkeypatch):
    amel = people("Amel")
    organisation = an_organisation(amel)
    assert queries.owes_engagement(organisation)
    engaging.accept(organisation, commitments.version(), by=amel)
    db.session.commit()
    assert not queries.owes_engagement(organisation)
    assert "déjà accepté" in str(refusal(engaging.accept, organisation, commitments.version(), by=amel))
    engaging.withdraw(organisation, by=amel)
    db.session.commit()
    assert queries.owes_engagement(organisation)
    engaging.accept(organisation, commitments.version(), by=amel)
    db.session.commit()
    old = commitments.version()
    monkeypatch.setattr(commitments, "COMMITMENTS", commitments.COMMITMENTS[:-1])
    assert queries.owes_engagement(organisation)
    assert "a changé" in str(refusal(engaging.accept, organisation, old, by=amel))
    verbs = db.session.scalars(
        select(AuditEvent.verb).where(AuditEvent.verb.startswith("engagement")).order_by(AuditEvent.id)
    ).all()
    assert verbs == ["engagement.accept", "engagement.withdraw", "engagement.accept"]


def test_engagement_is_asked_of_associations_and_foundations_only(app, people, an_organisation):
    amel = people("Amel")
    town = an_organisation(amel, name="Commune", kind=Kind.PUBLIC, rna="", siret="732829320")
    assert not queries.owes_engagement(town)
    assert "qu’aux associations" in str(refusal(engaging.accept, town, commitments.version(), by=amel))
