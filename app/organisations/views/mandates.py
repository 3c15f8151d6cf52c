"""Who acts for an organisation: the list, an invitation sent and answered, a mandate ended."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.organisations import forms, queries
from app.organisations.models import Invitation, Mandate, MandateRole, Organisation
from app.organisations.services import mandates
from app.organisations.views import bp


@bp.get("/<public_id>/mandats", endpoint="mandates")
@door("mandate.list", load=queries.organisation_by_public_id)
def list_mandates(organisation: Organisation) -> ResponseReturnValue:
    """Who is who, who was invited, and the form to invite."""
    return _page(organisation, forms.InviteForm(formdata=None))


@bp.post("/<public_id>/mandats")
@door("invitation.send", load=queries.organisation_by_public_id)
def invite(organisation: Organisation) -> ResponseReturnValue:
    """Offer a mandate by mail."""
    form = forms.InviteForm()
    if form.validate_on_submit():
        with shown_on(form):
            role = MandateRole(form.role.data)
            mandates.invite(organisation, form.email.data, role, form.until.data, by=g.actor)
            db.session.commit()
            flash(_("L’invitation part à l’adresse indiquée. Elle est valable quatorze jours."), "success")
            return _to_list(organisation)
    return _page(organisation, form)


def _page(organisation: Organisation, form: forms.InviteForm) -> ResponseReturnValue:
    page = render_template(
        "organisations/mandates.html",
        organisation=organisation,
        form=form,
        invitations=queries.open_invitations(organisation),
    )
    return page, 422 if form.errors else 200


def _to_list(organisation: Organisation) -> ResponseReturnValue:
    return redirect(url_for(".mandates", public_id=organisation.public_id), 303)


@bp.post("/mandats/<public_id>/finir")
@door("mandate.end", load=queries.mandate_by_public_id)
def end(mandate: Mandate) -> ResponseReturnValue:
    """Leave, or remove somebody."""
    mandates.end(mandate, by=g.actor)
    db.session.commit()
    if mandate.person_id == g.actor.id:
        flash(_("Vous avez quitté « %(name)s ».", name=mandate.organisation.name), "success")
        return redirect(url_for(".index"), 303)
    flash(_("%(name)s : le mandat est fini.", name=mandate.person.name), "success")
    return _to_list(mandate.organisation)


@bp.post("/invitations/<public_id>/retirer")
@door("invitation.withdraw", load=queries.invitation_by_public_id)
def withdraw(invitation: Invitation) -> ResponseReturnValue:
    """Take an offer back."""
    mandates.withdraw(invitation, by=g.actor)
    db.session.commit()
    flash(_("L’invitation est retirée : son lien n’ouvre plus rien."), "success")
    return _to_list(invitation.organisation)


@bp.get("/invitation/<token>")
@door("invitation.see", load=queries.invitation_by_token)
def invitation(invitation: Invitation) -> ResponseReturnValue:
    """What is offered; opening the link decides nothing."""
    is_mine = g.actor is not None and g.actor.email == invitation.email
    return render_template("organisations/invitation.html", invitation=invitation, token=_token(), is_mine=is_mine)


@bp.post("/invitation/<token>")
@door("invitation.accept", load=queries.invitation_by_token)
def accept(invitation: Invitation) -> ResponseReturnValue:
    """Take the mandate."""
    mandates.accept(invitation, by=g.actor)
    db.session.commit()
    flash(_("Bienvenue dans « %(name)s ».", name=invitation.organisation.name), "success")
    return redirect(url_for(".detail", public_id=invitation.organisation.public_id), 303)


@bp.post("/invitation/<token>/decliner")
@door("invitation.decline", load=queries.invitation_by_token)
def decline(invitation: Invitation) -> ResponseReturnValue:
    """Say no."""
    mandates.decline(invitation, by=g.actor)
    db.session.commit()
    flash(_("C’est noté : vous n’avez aucun rôle dans cette structure."), "success")
    return redirect(url_for(".invitation", token=_token()), 303)


def _token() -> str:
    return str((request.view_args or {})["token"])
