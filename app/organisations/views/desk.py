"""The organisations for staff: to find, to confirm, to refuse, to close."""

from collections.abc import Callable

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.paging import page_of
from app.core.policy import door
from app.organisations import forms, queries
from app.organisations.identifiers import DIRECTORY
from app.organisations.models import Organisation
from app.organisations.services import declaring
from app.organisations.status import ORGANISATION, OrganisationStatus
from app.organisations.views import staff


@staff.get("/")
@door("organisation.follow")
def index() -> ResponseReturnValue:
    """Every organisation, those to check first; ?q= a name or a number, ?etat= a status."""
    words, asked = request.args.get("q", "").strip()[:100], request.args.get("etat", "")
    status = OrganisationStatus(asked) if asked in set(OrganisationStatus) else None
    page = page_of(db.session, queries.search(words, status), request.args.get("page", 1, type=int))
    return render_template(
        "organisations/staff_index.html", page=page, words=words, chosen=asked, shown=ORGANISATION.shown
    )


@staff.get("/<public_id>")
@door("organisation.follow", load=queries.organisation_by_public_id)
def detail(organisation: Organisation) -> ResponseReturnValue:
    """One organisation, with what can be decided."""
    return _page(organisation, forms.DecisionForm(formdata=None))


@staff.post("/<public_id>/confirmer")
@door("organisation.confirm", load=queries.organisation_by_public_id)
def confirm(organisation: Organisation) -> ResponseReturnValue:
    """Say that it exists and is what it says."""
    declaring.confirm(organisation, by=g.actor)
    db.session.commit()
    flash(_("« %(name)s » est vérifiée, ses représentants sont prévenus.", name=organisation.name), "success")
    return redirect(url_for(".index"), 303)


@staff.post("/<public_id>/refuser")
@door("organisation.refuse", load=queries.organisation_by_public_id)
def refuse(organisation: Organisation) -> ResponseReturnValue:
    """Say why it cannot be confirmed."""
    return _decide(organisation, declaring.refuse)


@staff.post("/<public_id>/fermer")
@door("organisation.close", load=queries.organisation_by_public_id)
def close(organisation: Organisation) -> ResponseReturnValue:
    """Close it on this site."""
    return _decide(organisation, declaring.close)


def _decide(organisation: Organisation, deed: Callable[..., None]) -> ResponseReturnValue:
    form = forms.DecisionForm()
    if form.validate_on_submit():
        with shown_on(form):
            deed(organisation, form.reason.data, by=g.actor)
            db.session.commit()
            flash(
                _("C’est décidé, les représentants de « %(name)s » sont prévenus.", name=organisation.name), "success"
            )
            return redirect(url_for(".index"), 303)
    return _page(organisation, form)


def _page(organisation: Organisation, form: forms.DecisionForm) -> ResponseReturnValue:
    page = render_template(
        "organisations/staff_detail.html",
        organisation=organisation,
        form=form,
        directory=DIRECTORY,
        moves=ORGANISATION.open_moves(organisation.status),
    )
    return page, 422 if form.errors else 200
