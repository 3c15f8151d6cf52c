"""The pages around a dossier: opinions of services, a costing, questions to the holder and their answers."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.projects.models import Proposal
from app.projects.steps import said
from app.reviews import queries, services
from app.reviews.forms import asking
from app.reviews.models import Advice, HolderQuestion, Opinion
from app.reviews.views import bp


@bp.get("/<public_id>/autour")
@door("dossier.look_around", load=queries.dossier_by_public_id)
def around(proposal: Proposal) -> ResponseReturnValue:
    """Everything that was asked around a dossier, and the ways to ask."""
    checklist = queries.checklist_of(proposal.round)
    checks = queries.checks_of(proposal) if checklist else {}
    verdict = queries.admissible(checklist, {key: check.verdict for key, check in checks.items()})
    return render_template(
        "reviews/around.html",
        proposal=proposal,
        admissible=verdict and (queries.ADMISSIBLE_NAMES[verdict], queries.ADMISSIBLE_TONES[verdict]),
        points=[(point, checks.get(point["key"])) for point in checklist.points] if checklist else [],
        opinions=queries.opinions_of(proposal),
        costings=queries.costings_of(proposal),
        questions=queries.questions_of(proposal),
    )


def _to_around(proposal: Proposal, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for("reviews.around", public_id=proposal.public_id), 303)


@bp.route("/<public_id>/demande-avis", methods=["GET", "POST"])
@door("opinion.ask", load=queries.dossier_by_public_id)
def ask_opinion(proposal: Proposal) -> ResponseReturnValue:
    """Ask a territorial service what it thinks."""
    form = asking.OpinionForm()
    if form.validate_on_submit():
        with shown_on(form):
            told = (form.service.data, form.email.data, form.question.data or "", form.due_on.data)
            services.ask_opinion(proposal, *told, by=g.actor)
            db.session.commit()
            return _to_around(proposal, _("L’avis est demandé : la personne est prévenue."))
    return render_template("reviews/ask_opinion.html", proposal=proposal, form=form), 422 if form.errors else 200


@bp.get("/avis/<public_id>")
@door("opinion.see", load=queries.opinion_by_public_id)
def opinion(opinion: Opinion) -> ResponseReturnValue:
    """The dossier as a service reads it, and its answer."""
    return _opinion(opinion, asking.AdviceForm(formdata=None))


@bp.post("/avis/<public_id>")
@door("opinion.answer", load=queries.opinion_by_public_id)
def answer_opinion(opinion: Opinion) -> ResponseReturnValue:
    """Give the opinion of a service."""
    form = asking.AdviceForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.answer_opinion(opinion, Advice(form.advice.data), form.text.data, by=g.actor)
            db.session.commit()
            flash(_("Votre avis est rendu, merci : l’équipe l’a reçu."), "success")
            return redirect(url_for(".opinion", public_id=opinion.public_id), 303)
    return _opinion(opinion, form)


def _opinion(opinion: Opinion, form: asking.AdviceForm) -> ResponseReturnValue:
    page = render_template("reviews/opinion.html", opinion=opinion, proposal=opinion.proposal, form=form, said=said)
    return page, 422 if form.errors else 200


@bp.route("/<public_id>/chiffrage", methods=["GET", "POST"])
@door("costing.write", load=queries.dossier_by_public_id)
def cost(proposal: Proposal) -> ResponseReturnValue:
    """Write what somebody who knows reckons the project costs."""
    form = asking.CostingForm()
    if form.validate_on_submit() and form.cents is not None:
        with shown_on(form):
            services.cost(proposal, form.cents, form.estimated_by.data, form.note.data, by=g.actor)
            db.session.commit()
            return _to_around(proposal, _("Le chiffrage est noté."))
    costings = queries.costings_of(proposal)
    page = render_template("reviews/cost.html", proposal=proposal, form=form, costings=costings)
    return page, 422 if form.errors else 200


@bp.route("/<public_id>/question", methods=["GET", "POST"])
@door("question.ask", load=queries.dossier_by_public_id)
def ask_holder(proposal: Proposal) -> ResponseReturnValue:
    """Ask the team of the dossier something."""
    form = asking.QuestionForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.ask_holder(proposal, form.text.data, form.due_on.data, by=g.actor)
            db.session.commit()
            return _to_around(proposal, _("La question est posée : l’équipe du projet est prévenue."))
    return render_template("reviews/ask_holder.html", proposal=proposal, form=form), 422 if form.errors else 200


@bp.route("/questions/<public_id>", methods=["GET", "POST"])
@door("question.answer", load=queries.question_by_public_id)
def question(question: HolderQuestion) -> ResponseReturnValue:
    """What the desk asks the team, and its answer."""
    form = asking.AnswerForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.answer_question(question, form.answer.data, by=g.actor)
            db.session.commit()
            flash(_("Votre réponse est envoyée : elle sera lue à côté du dossier."), "success")
            return redirect(url_for(".question", public_id=question.public_id), 303)
    page = render_template("reviews/question.html", question=question, project=question.project, form=form)
    return page, 422 if form.errors else 200
