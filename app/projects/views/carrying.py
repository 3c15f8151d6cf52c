"""Portage: who carries the project, chosen, asked, accepted, declined or ended."""

from collections.abc import Callable

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms.fields.choices import SelectChoice

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.organisations.models import MandateRole, Organisation
from app.organisations.queries import organisations_of, search
from app.organisations.status import LIVE, OrganisationStatus
from app.projects import carriers, forms, queries, services
from app.projects.models import Hosting, Project
from app.projects.services.carrying import Terms
from app.projects.views import bp, to_desk


@bp.route("/<public_id>/structure", methods=["GET", "POST"])
@door("project.carry", load=queries.project_by_public_id)
def carrier(project: Project) -> ResponseReturnValue:
    """Choose one of my organisations, or find another and ask it to host the project; ?q= a name or a number."""
    words = request.args.get("q", "").strip()[:100]
    mine = [each for each in organisations_of(g.actor, MandateRole.REPRESENTATIVE) if each.status in LIVE]
    found = list(db.session.scalars(search(words, OrganisationStatus.CONFIRMED).limit(10))) if words else []
    offered = {each.public_id: each for each in [*mine, *found]}
    form = forms.AskForm()
    form.organisation.choices = [SelectChoice(key, _offered(each)) for key, each in offered.items()]
    if form.validate_on_submit():
        with shown_on(form):
            services.ask(project, offered[form.organisation.data], form.message.data or "", by=g.actor)
            db.session.commit()
            return to_desk(project, _("C’est noté. Si la structure doit répondre, elle reçoit votre demande."))
    beside = {"hostings": carriers.hostings_of(project), "owed": carriers.owed(project)}
    page = render_template("projects/carrier.html", project=project, form=form, words=words, **beside)
    return page, 422 if form.errors else 200


def _offered(organisation: Organisation) -> str:
    return f"{organisation.name} ({organisation.kind_name}, {organisation.municipality.name})"


@bp.get("/portages")
@door("hosting.list")
def hostings() -> ResponseReturnValue:
    """The projects that ask my organisations to carry them, and those they carry."""
    return render_template("projects/hostings.html", hostings=carriers.hostings_for(g.actor))


@bp.get("/portage/<public_id>")
@door("hosting.see", load=carriers.hosting_by_public_id)
def hosting(hosting: Hosting) -> ResponseReturnValue:
    """One demand: what is asked, what was answered."""
    return _hosting_page(hosting)


@bp.post("/portage/<public_id>/accepter")
@door("hosting.accept", load=carriers.hosting_by_public_id)
def accept_hosting(hosting: Hosting) -> ResponseReturnValue:
    """Take the project on, with terms."""
    form = forms.TermsForm()
    if form.validate_on_submit():
        with shown_on(form):
            told = (form.account.data, form.accounting.data, form.insurance.data, form.note.data or "")
            services.accept(hosting, Terms(*told), by=g.actor)
            db.session.commit()
            return _to_hosting(hosting, _("La structure porte ce projet. La personne qui le mène est prévenue."))
    return _hosting_page(hosting, terms=form)


@bp.post("/portage/<public_id>/decliner")
@door("hosting.decline", load=carriers.hosting_by_public_id)
def decline_hosting(hosting: Hosting) -> ResponseReturnValue:
    """Say no, and why."""
    return _with_reason(hosting, services.decline, _("C’est décliné, la personne est prévenue avec votre raison."))


@bp.post("/portage/<public_id>/finir")
@door("hosting.end", load=carriers.hosting_by_public_id)
def end_hosting(hosting: Hosting) -> ResponseReturnValue:
    """Stop before the deposit."""
    return _with_reason(hosting, services.end, _("L’accueil a pris fin, l’autre partie est prévenue."))


def _with_reason(hosting: Hosting, deed: Callable[..., None], sentence: str) -> ResponseReturnValue:
    form = forms.ReasonForm()
    if form.validate_on_submit():
        with shown_on(form):
            deed(hosting, form.reason.data, by=g.actor)
            db.session.commit()
            return _to_hosting(hosting, sentence)
    return _hosting_page(hosting, reason=form)


def _hosting_page(hosting: Hosting, **given: FlaskForm) -> ResponseReturnValue:
    used = {"terms": forms.TermsForm(formdata=None), "reason": forms.ReasonForm(formdata=None), **given}
    wrong = next((form for form in given.values() if form.errors), None)
    page = render_template("projects/hosting.html", hosting=hosting, taken=carriers.taken(hosting), wrong=wrong, **used)
    return page, 422 if wrong else 200


def _to_hosting(hosting: Hosting, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for(".hosting", public_id=hosting.public_id), 303)
