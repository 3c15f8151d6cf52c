"""The pages about projects: mine, the desk of one, its steps, and the public page of a proposal."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.paging import page_of
from app.core.policy import door, may
from app.files.policy import Holder, hold
from app.files.queries import files_of
from app.ideas.models import Idea
from app.ideas.queries import idea_by_public_id, ideas_of
from app.ideas.status import IdeaStatus
from app.projects import forms, policy, queries, services, shown
from app.projects.models import Project, Proposal
from app.projects.status import PROJECT, ProjectStatus
from app.projects.steps import said
from app.projects.views import bp, to_desk

hold(
    "project",
    Holder(
        queries.project_by_public_id,
        page="projects.desk",
        see="project.see",
        change="project.edit",
        remove="project.edit",
        documents="project.see",
    ),
)
hold(
    "proposal",
    Holder(
        queries.proposal_by_public_id,
        page="projects.proposal",
        see="proposal.see",
        documents="proposal.read_documents",
    ),
)


@bp.get("/miens")
@door("project.list")
def index() -> ResponseReturnValue:
    """My projects, and my ideas that may become one."""
    ripe = [idea for idea in ideas_of(g.actor) if idea.status is IdeaStatus.PUBLISHED]
    return render_template("projects/index.html", projects=queries.projects_of(g.actor), ideas=ripe)


@bp.route("/nouveau", methods=["GET", "POST"])
@door("project.start")
def post() -> ResponseReturnValue:
    """Begin a project that comes from no idea."""
    form = forms.PresentationForm()
    if form.validate_on_submit():
        with shown_on(form):
            project = services.start_project(**form.typed, by=g.actor)
            db.session.commit()
            return to_desk(
                project,
                _("Votre projet est commencé. Remplissez ses parties dans l’ordre que vous voulez : tout est gardé."),
            )
    return render_template(
        "projects/presentation.html", form=form, project=None, newer=None
    ), 422 if form.errors else 200


@bp.post("/depuis/<public_id>")
@door("project.grow", load=idea_by_public_id)
def grow(idea: Idea) -> ResponseReturnValue:
    """Begin the project of an idea."""
    project = services.grow_project(idea, by=g.actor)
    db.session.commit()
    return to_desk(
        project,
        _("Votre envie devient un projet. Remplissez ses parties dans l’ordre que vous voulez : tout est gardé."),
    )


@bp.get("/<public_id>")
@door("project.see", load=queries.project_by_public_id)
def desk(project: Project) -> ResponseReturnValue:
    """Where the dossier stands: its parts, what is missing, the last step."""
    ready = queries.completeness(project)
    photo, documents = files_of(project)
    return render_template(
        "projects/desk.html",
        project=project,
        photo=photo,
        documents=documents,
        ready=ready,
        steps=shown.parts_of(project, ready, writes=may("project.edit", project)),
        closed=policy.takes_dossiers.why_not(g.actor, project),
        needs_comptoir=queries.owes_comptoir(project),
        proposal=project.proposals[-1] if project.proposals else None,
        hosting=project.hosting,
        retired=queries.has_retired_texts(project, [state.step for state in ready.steps]),
    )


@bp.get("/<public_id>/textes-retires")
@door("project.see", load=queries.project_by_public_id)
def retired(project: Project) -> ResponseReturnValue:
    """What the team wrote in parts and questions that the round asks no more."""
    return render_template("projects/retired.html", project=project, texts=queries.retired_texts(project))


@bp.get("/equipe")
@door("project.follow")
def follow() -> ResponseReturnValue:
    """The dossiers of the current rounds, for those who help and those who decide; ?etat= narrows to one status."""
    chosen = request.args.get("etat", "")
    statuses = [status for status in ProjectStatus if not chosen or status == chosen]
    rows = page_of(db.session, queries.followed_projects(g.actor, statuses), request.args.get("page", 1, type=int))
    return render_template("projects/follow.html", page=rows, chosen=chosen, shown=PROJECT.shown)


@bp.route("/<public_id>/presentation", methods=["GET", "POST"])
@door("project.edit", load=queries.project_by_public_id)
def present(project: Project) -> ResponseReturnValue:
    """Change the title, summary, collective, theme and place."""
    form = forms.PresentationForm(
        data={
            "title": project.title,
            "summary": project.summary,
            "collective": project.collective,
            "theme": project.theme.value,
            "municipality": project.municipality.label,
            "youth": project.youth,
            "version": project.version,
        }
    )
    newer = None
    if form.validate_on_submit():
        with shown_on(form):
            services.present_project(
                project, services.Presentation(**form.typed), by=g.actor, version=form.version.data
            )
            db.session.commit()
            return to_desk(project, _("La présentation est enregistrée."))
        newer = project if form.version.data != project.version else None
        form.version.data, form.version.raw_data = project.version, None
    return render_template(
        "projects/presentation.html", form=form, project=project, newer=newer
    ), 422 if form.errors else 200


@bp.get("/proposition/<public_id>")
@door("proposal.see", load=queries.proposal_by_public_id)
def proposal(proposal: Proposal) -> ResponseReturnValue:
    """The frozen text of a proposal, with its scores once it is labelled."""
    photo, joined = files_of(proposal)
    read = {"photo": photo, "joined": joined, "means": shown.means_of(proposal)}
    return render_template("projects/proposal.html", proposal=proposal, said=said, for_voters=shown.for_voters, **read)


@bp.route("/proposition/<public_id>/retirer", methods=["GET", "POST"])
@door("proposal.withdraw", load=queries.proposal_by_public_id)
def withdraw(proposal: Proposal) -> ResponseReturnValue:
    """Staff take a proposal out of its round before the vote, and say why."""
    form = forms.WithdrawalForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.withdraw_proposal(proposal, form.reason.data, by=g.actor)
            db.session.commit()
            flash(_("« %(title)s » est retiré, la personne est prévenue.", title=proposal.title), "success")
            return redirect(url_for(".proposal", public_id=proposal.public_id), 303)
    return render_template("projects/withdraw.html", form=form, proposal=proposal), 422 if form.errors else 200
