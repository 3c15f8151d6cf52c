"""The pages of a submission: read again and sent, its receipt, both as PDF; sent back, taken back; comptoir waived."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import pdf
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.files.queries import documents_of
from app.projects.models import Project, Step
from app.projects.queries import project_by_public_id, steps_of
from app.projects.status import ProjectStatus, ProposalStatus
from app.projects.steps import said
from app.submissions import forms, policy, queries, services  # noqa: F401  (policy registers its rules)
from app.submissions.content import content_of, parts_of
from app.submissions.models import Submission
from app.submissions.services import Reason

bp = Blueprint("submissions", __name__, url_prefix="/projets")


@bp.get("/<public_id>/deposer")
@door("submission.check", load=project_by_public_id)
def recap(project: Project) -> ResponseReturnValue:
    """The whole dossier as the committee will read it, what it still lacks, and the button that sends it."""
    steps, returned = steps_of(project.round), project.status is ProjectStatus.TO_COMPLETE
    checks = queries.checks_of(project, steps)
    page = {
        "checks": checks,
        "ready": all(check.is_done for check in checks),
        "asked": queries.request_of(project) if returned else None,
        "received": queries.submissions_of(project) if project.status_at and not returned else [],
    }
    return render_template("submissions/recap.html", **page, **_dossier(project, steps))


@bp.get("/<public_id>/recapitulatif.pdf")
@door("submission.check", load=project_by_public_id)
def recap_file(project: Project) -> ResponseReturnValue:
    """The same as PDF, to print, sign or pass on."""
    return pdf.download(pdf.draw("submissions/recap_pdf.html", **_dossier(project)), "recapitulatif")


@bp.post("/<public_id>/deposer")
@door("project.submit", load=project_by_public_id)
def submit(project: Project) -> ResponseReturnValue:
    """Freeze the dossier, enter it in the round, and lead to the receipt."""
    services.submit_project(project, by=g.actor)
    db.session.commit()
    flash(_("Votre dossier est déposé. Voici votre accusé de réception, il part aussi par courriel."), "success")
    return redirect(url_for(".receipt", public_id=queries.submissions_of(project)[0].public_id), 303)


@bp.get("/recu/<public_id>")
@door("submission.see", load=queries.submission_by_public_id)
def receipt(received: Submission) -> ResponseReturnValue:
    """The receipt: number, instant, what was frozen, what comes next."""
    return render_template("submissions/receipt.html", **_received(received))


@bp.get("/recu/<public_id>/accuse-de-reception.pdf")
@door("submission.see", load=queries.submission_by_public_id)
def receipt_file(received: Submission) -> ResponseReturnValue:
    """The receipt and the frozen dossier as PDF."""
    content = pdf.draw("submissions/receipt_pdf.html", **_received(received))
    return pdf.download(content, f"accuse-de-reception-{received.number}")


@bp.route("/<public_id>/renvoyer", methods=["GET", "POST"])
@door("project.return", load=project_by_public_id)
def send_back(project: Project) -> ResponseReturnValue:
    """Staff say what is missing, part by part; once."""
    form = forms.form_for(steps_of(project.round))
    proposal = next(iter(each for each in project.proposals if each.status is ProposalStatus.ENTERED), None)
    if form.validate_on_submit() and proposal is not None:
        with shown_on(form):
            services.send_back(proposal, [Reason(*reason) for reason in form.reasons], by=g.actor)
            db.session.commit()
            return _to_desk(project, _("Le dossier est renvoyé : l’équipe du projet reçoit vos raisons."))
    page = {"project": project, "form": form, "proposal": proposal, "asked": queries.request_of(project)}
    return render_template("submissions/send_back.html", **page), 422 if form.errors else 200


@bp.route("/<public_id>/retirer", methods=["GET", "POST"])
@door("project.withdraw", load=project_by_public_id)
def withdraw(project: Project) -> ResponseReturnValue:
    """The holder takes the dossier back."""
    form = forms.WithdrawalForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.withdraw_project(project, form.reason.data, by=g.actor)
            db.session.commit()
            return _to_desk(project, _("Votre dossier est retiré : c’est de nouveau un brouillon."))
    return render_template("submissions/withdraw.html", project=project, form=form), 422 if form.errors else 200


@bp.route("/<public_id>/dispense", methods=["GET", "POST"])
@door("project.waive_comptoir", load=project_by_public_id)
def waive_comptoir(project: Project) -> ResponseReturnValue:
    """Staff let the dossier be submitted without a comptoir, and say why."""
    form = forms.WaiverForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.waive_comptoir(project, form.reason.data, by=g.actor)
            db.session.commit()
            return _to_desk(project, _("Ce dossier peut être déposé sans comptoir. La raison est gardée avec lui."))
    return render_template("submissions/waive.html", form=form, project=project), 422 if form.errors else 200


def _to_desk(project: Project, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for("projects.desk", public_id=project.public_id), 303)


def _dossier(project: Project, steps: Sequence[Step] | None = None) -> dict[str, Any]:
    """What both shapes of the recap show."""
    content = content_of(project, steps)
    documents = documents_of(project, *content.pieces)
    shown = {"content": content, "parts": parts_of(content.answers), "documents": documents, "said": said}
    return {"project": project, **shown, "holder": project.holder}


def _received(received: Submission) -> dict[str, Any]:
    """What both shapes of the receipt show."""
    proposal, contact = received.proposal, current_app.config["SETTINGS"].CONTACT
    shown = {"parts": parts_of(proposal.answers), "documents": documents_of(proposal), "said": said}
    return {"received": received, "proposal": proposal, "project": received.project, "contact": contact, **shown}
