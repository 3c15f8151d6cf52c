"""The pages of a decision for those whom it concerns, and the desk where appeals are heard."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from app.appeals import forms, parties, policy, queries, services  # noqa: F401  (policy registers its rules)
from app.appeals.models import Appeal
from app.appeals.parties import Reading
from app.casework.models import Case, Decision
from app.casework.statements import appeal_until, effect, owes_reasons, reasons_of
from app.core import clock
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.paging import page_of
from app.core.policy import RULES, door, judged, public
from app.core.text import day
from moderation.answers import answer
from moderation.appeals import Appellant, Obstacle, Verdict, obstacle_to_appeal, said
from moderation.cases import Kind

bp = Blueprint("appeals", __name__, url_prefix="/recours")
desk = Blueprint("appeals_desk", __name__, url_prefix="/moderation/recours")


@bp.app_template_global()
def decision_against(kind: str, content: Any) -> Decision | None:
    """The decision that holds against a content, for the page that its author opens."""
    return queries.latest_against(Kind(kind), content)


@bp.app_template_global()
def appeals_about(case: Case) -> list[Appeal]:
    """The appeals made about a case, for its history."""
    return list(queries.appeals_about(case))


@bp.app_template_global()
def said_to_author(decision: Decision) -> Any:
    """The statement of reasons of a decision, part by part."""
    return reasons_of(decision).sections(str(get_locale() or "fr"))


@bp.get("/<public_id>")
@door("statement.read", load=parties.decision_by_public_id)
def statement(decision: Decision) -> ResponseReturnValue:
    """Why something was decided, for those whom it concerns; and how to contest it."""
    return _page(parties.reading_by(decision, g.actor), forms.AppealForm(formdata=None))


@bp.post("/<public_id>")
@door("appeal.make", load=parties.decision_by_public_id)
def appeal(decision: Decision) -> ResponseReturnValue:
    """Contest a decision, signed in."""
    here = url_for(".statement", public_id=decision.public_id)
    return _appealed(parties.reading_by(decision, g.actor), here)


@bp.get("/sujet/<kind>/<public_id>")
@door("statement.read", load=queries.decision_on)
def about(decision: Decision) -> ResponseReturnValue:
    """Lead to the decision that holds against a content."""
    return redirect(url_for(".statement", public_id=decision.public_id), 303)


@bp.route("/lien/<token>", methods=["GET", "POST"])
@public
def opened(token: str) -> ResponseReturnValue:
    """The same without an account, by the link of the letter."""
    reading = parties.reading_by_token(token)
    if reading is None:
        return render_template("appeals/link_gone.html"), 404
    if request.method == "POST":
        return _appealed(reading, url_for(".opened", token=token))
    return _page(reading, forms.AppealForm(formdata=None), token)


def _appealed(reading: Reading, here: str) -> ResponseReturnValue:
    form = forms.AppealForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.make_appeal(reading, form.words.data, by=g.actor)
            db.session.commit()
            flash(_("Votre recours est arrivé. Une autre personne relit tout, puis vous répond."), "success")
            return redirect(here, 303)
    return _page(reading, form, (request.view_args or {}).get("token"))


def _page(reading: Reading, form: forms.AppealForm, token: str | None = None) -> ResponseReturnValue:
    decision = reading.decision
    made = queries.appeal_of(reading) if reading.party else None
    rule = parties.contested(decision)
    obstacle = obstacle_to_appeal(rule, reading.party, clock.today(), already=made is not None)
    page = render_template(
        "appeals/statement.html",
        decision=decision,
        party=reading.party,
        sections=_sections(reading),
        appeal=made,
        form=form if obstacle is None or form.errors else None,
        obstacle=said(obstacle, _language(), rule) if obstacle is Obstacle.TOO_LATE else "",
        until=day(appeal_until(decision)),
        action=url_for(".opened", token=token) if token else url_for(".appeal", public_id=decision.public_id),
    )
    return page, 422 if form.errors else 200


def _sections(reading: Reading) -> list[tuple[str, list[str]]]:
    """What this reader is told: whoever reported is told the outcome, everybody else the whole statement."""
    decision = reading.decision
    if reading.party is Appellant.REPORTER or not owes_reasons(decision):
        title, until = decision.case.title, appeal_until(decision)
        lines = answer(effect(decision), title, decision.reason, until, _language(), decision.ground)
        return [(_("Ce qui est décidé"), lines)]
    return [(part.heading, part.paragraphs) for part in reasons_of(decision).sections(_language())]


def _language() -> str:
    return str(get_locale() or "fr")


@desk.get("/")
@door("appeal.list")
def index() -> ResponseReturnValue:
    """The appeals to hear, oldest first; those answered by their address."""
    answered = request.args.get("etat") == "repondus"
    query = queries.answered_appeals(g.actor) if answered else queries.waiting_appeals(g.actor)
    page = page_of(db.session, query, request.args.get("page", 1, type=int))
    return render_template(
        "appeals/index.html",
        page=page,
        answered=answered,
        for_others=0 if answered else queries.own_appeals_waiting(g.actor),
    )


@desk.get("/<public_id>")
@door("appeal.read", load=queries.appeal_by_public_id)
def detail(appeal: Appeal) -> ResponseReturnValue:
    """One appeal: the decision with its reasons, what is said against it, and the form of the answer."""
    form = forms.HearingForm(data={"version": appeal.version}).offer(appeal.party)
    return _hearing(appeal, form)


@desk.post("/<public_id>")
@door("appeal.hear", load=queries.appeal_by_public_id)
def hear(appeal: Appeal) -> ResponseReturnValue:
    """Answer an appeal; both sides are told, with the reason."""
    form = forms.HearingForm().offer(appeal.party)
    if form.validate_on_submit():
        with shown_on(form):
            services.hear(
                appeal,
                Verdict(form.verdict.data),
                form.answer.data,
                by=g.actor,
                ground=form.chosen_ground,
                version=form.version.data,
            )
            db.session.commit()
            flash(_("C’est répondu : les personnes concernées le lisent, avec votre raison."), "success")
            return redirect(url_for(".index"), 303)
    return _hearing(appeal, form)


def _hearing(appeal: Appeal, form: forms.HearingForm) -> ResponseReturnValue:
    decision = appeal.decision
    if form.errors:
        form.version.data, form.version.raw_data = appeal.version, None
    page = render_template(
        "appeals/hearing.html",
        appeal=appeal,
        decision=decision,
        case=decision.case,
        sections=_sections(Reading(decision, Appellant.AUTHOR)),
        form=form,
        why="" if appeal.status != "waiting" else RULES["appeal.hear"].why_not(judged(), appeal),
    )
    return page, 422 if form.errors else 200
