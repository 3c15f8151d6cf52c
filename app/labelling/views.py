"""The pages of decisions on the label: the board of a round, one decision, the announcement, letters, appeals."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import clock, pdf
from app.core.errors import Refused
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.models import check_fresh
from app.core.policy import door
from app.labelling import forms, letters, policy, queries, services  # noqa: F401  (policy registers its rules)
from app.labelling.models import LabelAppeal, LabelDecision, LabelRelease
from app.labelling.services.preparing import FOLLOWS
from app.projects.models import Proposal
from app.projects.queries import proposal_by_public_id
from app.rounds.models import Round
from app.rounds.queries import round_by_public_id

bp = Blueprint("labelling", __name__, url_prefix="/label")
ANSWERS = {"grant": services.grant, "reject": services.reject}


@bp.get("/editions/<public_id>")
@door("label.follow", load=round_by_public_id)
def board(round_: Round) -> ResponseReturnValue:
    """Every dossier that waits for the announcement, with what is prepared; the announcement; letters and appeals."""
    return _board(round_)


@bp.post("/editions/<public_id>/annonce")
@door("label.announce", load=round_by_public_id)
def plan(round_: Round) -> ResponseReturnValue:
    """Say when the decisions are announced."""
    form = forms.ReleaseForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.plan_release(round_, form.announced_at, by=g.actor)
            return _to_board(round_, _("Le moment de l’annonce est noté."))
    return _board(round_, form)


@bp.post("/annonces/<public_id>/demander")
@door("label.announce", load=queries.release_by_public_id)
def request_release(found: LabelRelease) -> ResponseReturnValue:
    """Ask for the announcement."""
    services.request_release(found, by=g.actor)
    return _to_board(found.round, _("L’annonce est demandée : une autre personne de l’équipe doit la confirmer."))


@bp.post("/annonces/<public_id>/confirmer")
@door("label.approve", load=queries.release_by_public_id)
def approve(found: LabelRelease) -> ResponseReturnValue:
    """The second person agrees."""
    services.approve(found, by=g.actor)
    return _to_board(found.round, _("L’annonce est confirmée : elle se fera à son moment."))


@bp.route("/annonces/<public_id>/suspendre", methods=["GET", "POST"])
@door("label.announce", load=queries.release_by_public_id)
def hold_back(found: LabelRelease) -> ResponseReturnValue:
    """Suspend it, with a reason."""
    form = forms.HoldBackForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.hold_back(found, form.reason.data, by=g.actor)
            return _to_board(found.round, _("L’annonce est suspendue : les décisions peuvent changer."))
    return render_template("labelling/hold_back.html", release=found, form=form), 422 if form.errors else 200


@bp.post("/annonces/<public_id>/annoncer")
@door("label.announce", load=queries.release_by_public_id)
def release(found: LabelRelease) -> ResponseReturnValue:
    """Announce now what was confirmed, once its moment has come."""
    done = services.release(found, by=g.actor)
    sentence = ngettext(
        "%(num)s décision est annoncée, sa lettre est partie.",
        "%(num)s décisions sont annoncées, leurs lettres sont parties.",
        done,
    )
    return _to_board(found.round, sentence)


@bp.route("/dossiers/<public_id>", methods=["GET", "POST"])
@door("label.prepare", load=proposal_by_public_id)
def prepare(proposal: Proposal) -> ResponseReturnValue:
    """Prepare one decision."""
    decision, item = queries.decision_of(proposal), queries.said_of(proposal)
    said = FOLLOWS.get(item.outcome) if item and item.outcome else None
    form = forms.decision_form(decision or ({"verdict": said.value, "reason": item.reason} if said and item else None))
    if form.validate_on_submit():
        with shown_on(form):
            if decision is not None:
                check_fresh(decision, form.version.data)
            services.prepare(proposal, form.typed, by=g.actor)
            return _to_board(proposal.round, _("« %(title)s » : la décision est prête.", title=proposal.title))
    page = {"proposal": proposal, "decision": decision, "item": item, "form": form}
    return render_template("labelling/prepare.html", **page), 422 if form.errors else 200


@bp.post("/dossiers/<public_id>/oublier")
@door("label.prepare", load=proposal_by_public_id)
def forget(proposal: Proposal) -> ResponseReturnValue:
    """Take a prepared decision away."""
    decision = queries.decision_of(proposal)
    if decision is None:
        raise Refused(_("Aucune décision n’est préparée pour ce dossier."))
    services.forget(decision, by=g.actor)
    return _to_board(proposal.round, _("« %(title)s » : la décision est à préparer de nouveau.", title=proposal.title))


@bp.get("/lettres/<public_id>")
@door("label.read_letter", load=queries.letter_of)
def letter(decision: LabelDecision) -> ResponseReturnValue:
    """The letter, for the team and the programme."""
    return render_template("labelling/letter.html", **_letter(decision))


@bp.get("/lettres/<public_id>/lettre.pdf")
@door("label.read_letter", load=queries.letter_of)
def letter_file(decision: LabelDecision) -> ResponseReturnValue:
    """The letter as PDF."""
    return pdf.download(pdf.draw("labelling/letter_pdf.html", **_letter(decision)), f"lettre-{decision.proposal.code}")


@bp.route("/lettres/<public_id>/recours", methods=["GET", "POST"])
@door("label.contest", load=queries.letter_of)
def contest(decision: LabelDecision) -> ResponseReturnValue:
    """The holder contests a refusal."""
    form = forms.AppealForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.contest(decision, form.words.data, by=g.actor)
            db.session.commit()
            flash(_("Votre recours est reçu : une autre personne va l’entendre."), "success")
            return redirect(url_for(".letter", public_id=decision.proposal.public_id), 303)
    return render_template("labelling/contest.html", **_letter(decision), form=form), 422 if form.errors else 200


@bp.get("/recours/<public_id>")
@door("label.read_appeal", load=queries.label_appeal_by_public_id)
def appeal(found: LabelAppeal) -> ResponseReturnValue:
    """What was decided, what the team answers; a form for whoever took no part."""
    return _appeal(found, forms.HearingForm(formdata=None))


@bp.post("/recours/<public_id>")
@door("label.hear", load=queries.label_appeal_by_public_id)
def hear(found: LabelAppeal) -> ResponseReturnValue:
    """Grant or reject."""
    form = forms.HearingForm()
    if form.validate_on_submit():
        with shown_on(form):
            ANSWERS[form.answer.data](found, form.reason.data, by=g.actor)
            return _to_board(found.decision.round, _("Le recours est entendu, l’équipe du projet reçoit la réponse."))
    return _appeal(found, form)


def _appeal(found: LabelAppeal, form: Any) -> ResponseReturnValue:
    page = {"appeal": found, "form": form, **_letter(found.decision)}
    return render_template("labelling/appeal.html", **page), 422 if form.errors else 200


def _letter(decision: LabelDecision) -> dict[str, Any]:
    told = letters.told_on(decision)
    return {"decision": decision, "proposal": decision.proposal, "letter": letters.letter(decision), "told_on": told}


def _to_board(round_: Round, sentence: str) -> ResponseReturnValue:
    db.session.commit()
    flash(sentence, "success")
    return redirect(url_for("labelling.board", public_id=round_.public_id), 303)


def _board(round_: Round, form: Any = None) -> ResponseReturnValue:
    pending, made = queries.release_of(round_), queries.releases_of(round_)
    when = clock.paris(pending.announced_at) if pending else None
    lines = queries.board_of(round_)
    page = {
        "round": round_,
        "lines": lines,
        "missing": sum(line.lacks_decision for line in lines),
        "pending": pending,
        "is_due": pending is not None and pending.announced_at <= clock.now(),
        "made": [(each, queries.letters_of(each)) for each in made[:3]],
        "appeals": queries.appeals_of(round_),
        "form": form or forms.ReleaseForm(formdata=None, data={"day": when, "hour": when} if when else None),
    }
    return render_template("labelling/board.html", **page), 422 if form is not None and form.errors else 200
