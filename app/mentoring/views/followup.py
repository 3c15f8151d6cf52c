"""The follow-up of one project: who accompanies it, what waits, the meetings, the notes."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app.accounts.policy import is_staff
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door, judged, may
from app.mentoring import forms, matching, queries, services, signals
from app.mentoring.models import MentorMeeting, MentorNote, Mentorship
from app.mentoring.status import MentorshipStatus
from app.mentoring.views import bp
from app.projects.models import Project


@bp.get("/projets/<public_id>")
@door("follow_up.see", load=queries.project_by_public_id)
def follow_up(project: Project) -> ResponseReturnValue:
    """Everything about the accompaniment of one project; the team does not read the private notes."""
    return _page(project)


def _page(project: Project, **given: FlaskForm) -> ResponseReturnValue:
    """The page, with the form that must be corrected when there is one."""
    used = {
        "change": forms.ReasonForm(formdata=None, prefix="change-"),
        "ending": forms.ReasonForm(formdata=None, prefix="end-"),
        "meeting": forms.MeetingForm(formdata=None, prefix="meeting-"),
        "note": forms.NoteForm(formdata=None, prefix="note-"),
        **given,
    }
    inside = may("note.read", project)
    current = queries.mentorship_of(project)
    settled = current is not None and current.status is MentorshipStatus.ACTIVE
    page = render_template(
        "mentoring/follow_up.html",
        project=project,
        current=current,
        inside=inside,
        entrusts=is_staff(judged(), project),
        suggestions=[] if settled or not inside else matching.suggestions(project),
        reasons=signals.reasons_of([project], signals.rounds_followed()).get(project.id, []) if inside else [],
        meetings=queries.meetings_of(project),
        notes=queries.notes_of(project, private=inside),
        wrong=next((form for form in given.values() if form.errors), None),
        **used,
    )
    return page, 422 if given else 200


@bp.post("/projets/<public_id>/accepter")
@door("mentorship.accept", load=queries.project_by_public_id)
def accept(project: Project) -> ResponseReturnValue:
    """Let somebody accompany the project: oneself, or whom staff choose."""
    mentor = queries.mentor_by_public_id(request.form.get("mentor", ""))
    if mentor is None:
        abort(404)
    services.accept(project, mentor, by=g.actor)
    db.session.commit()
    return _to_page(project, _("%(name)s accompagne ce projet. L’équipe est prévenue.", name=mentor.person.name))


@bp.post("/<public_id>/demander-quelqu-un-d-autre")
@door("mentorship.ask_change", load=queries.mentorship_by_public_id)
def ask_change(mentorship: Mentorship) -> ResponseReturnValue:
    """Ask for another mentor."""
    form = forms.ReasonForm(prefix="change-")
    if form.validate_on_submit():
        with shown_on(form):
            services.ask_change(mentorship, form.reason.data, by=g.actor)
            db.session.commit()
            return _to_page(mentorship.project, _("C’est demandé : l’équipe du programme cherche quelqu’un d’autre."))
    return _page(mentorship.project, change=form)


@bp.post("/<public_id>/finir")
@door("mentorship.end", load=queries.mentorship_by_public_id)
def end(mentorship: Mentorship) -> ResponseReturnValue:
    """Stop accompanying."""
    form = forms.ReasonForm(prefix="end-")
    if form.validate_on_submit():
        with shown_on(form):
            services.end(mentorship, form.reason.data, by=g.actor)
            db.session.commit()
            return _to_page(mentorship.project, _("L’accompagnement est fini. L’équipe est prévenue."))
    return _page(mentorship.project, ending=form)


@bp.post("/projets/<public_id>/rencontres")
@door("meeting.log", load=queries.project_by_public_id)
def log_meeting(project: Project) -> ResponseReturnValue:
    """Write down a meeting."""
    form = forms.MeetingForm(prefix="meeting-")
    if form.validate_on_submit():
        with shown_on(form):
            services.log_meeting(form.meeting_of(project), by=g.actor)
            db.session.commit()
            return _to_page(project, _("La rencontre est notée, l’équipe peut la lire."))
    return _page(project, meeting=form)


@bp.post("/rencontres/<public_id>/retirer")
@door("meeting.remove", load=queries.meeting_by_public_id)
def remove_meeting(meeting: MentorMeeting) -> ResponseReturnValue:
    """Take back what one wrote of a meeting."""
    project = meeting.project
    services.remove_meeting(meeting, by=g.actor)
    db.session.commit()
    return _to_page(project, _("La rencontre est retirée du suivi."))


@bp.post("/projets/<public_id>/notes")
@door("note.write", load=queries.project_by_public_id)
def write_note(project: Project) -> ResponseReturnValue:
    """Note something."""
    form = forms.NoteForm(prefix="note-")
    if form.validate_on_submit():
        with shown_on(form):
            services.write_note(project, form.text.data, is_shared=form.is_shared.data, by=g.actor)
            db.session.commit()
            shared = _("Votre note est partagée avec l’équipe du projet.")
            return _to_page(
                project, shared if form.is_shared.data else _("Votre note est gardée, l’équipe ne la lit pas.")
            )
    return _page(project, note=form)


@bp.post("/notes/<public_id>/retirer")
@door("note.remove", load=queries.note_by_public_id)
def remove_note(note: MentorNote) -> ResponseReturnValue:
    """Take back a note of one's own."""
    project = note.project
    services.remove_note(note, by=g.actor)
    db.session.commit()
    return _to_page(project, _("La note est retirée."))


def _to_page(project: Project, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for(".follow_up", public_id=project.public_id), 303)
