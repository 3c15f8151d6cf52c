"""An organisation for everybody, mine, a new one, a changed one."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.organisations import forms, queries
from app.organisations.models import Organisation
from app.organisations.services import declaring
from app.organisations.views import bp


@bp.get("/")
@door("organisation.list")
def index() -> ResponseReturnValue:
    """The organisations in which I have a mandate."""
    return render_template("organisations/index.html", organisations=queries.organisations_of(g.actor))


@bp.route("/nouvelle", methods=["GET", "POST"])
@door("organisation.declare")
def declare() -> ResponseReturnValue:
    """Declare an organisation that I represent."""
    form = forms.OrganisationForm()
    if form.validate_on_submit():
        with shown_on(form):
            organisation = declaring.declare(form.identity, by=g.actor)
            db.session.commit()
            return _to_page(
                organisation, _("La structure est déclarée. L’équipe la vérifie : vous recevrez un courriel.")
            )
    return _form_page(form, None)


@bp.get("/<public_id>")
@door("organisation.see", load=queries.organisation_by_public_id)
def detail(organisation: Organisation) -> ResponseReturnValue:
    """The minimum for everybody; members and staff see more."""
    return render_template("organisations/detail.html", organisation=organisation)


@bp.route("/<public_id>/modifier", methods=["GET", "POST"])
@door("organisation.edit", load=queries.organisation_by_public_id)
def edit(organisation: Organisation) -> ResponseReturnValue:
    """Change what is said of the organisation."""
    form = forms.OrganisationForm(data=_said(organisation))
    if form.validate_on_submit():
        with shown_on(form):
            declaring.edit(organisation, form.identity, by=g.actor, version=form.version.data)
            db.session.commit()
            return _to_page(organisation, _("C’est enregistré."))
        form.version.data, form.version.raw_data = organisation.version, None
    return _form_page(form, organisation)


def _said(organisation: Organisation) -> dict[str, Any]:
    plain = {
        name: getattr(organisation, name) for name in ("name", "rna", "court_entry", "address", "website", "version")
    }
    kind, place = organisation.kind.value, organisation.municipality.label
    return {**plain, "kind": kind, "municipality": place, "siret": organisation.siret or organisation.siren}


def _form_page(form: forms.OrganisationForm, organisation: Organisation | None) -> ResponseReturnValue:
    page = render_template("organisations/edit.html", form=form, organisation=organisation)
    return page, 422 if form.errors else 200


def _to_page(organisation: Organisation, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for(".detail", public_id=organisation.public_id), 303)
