"""What mentoring keeps about people: what mentors offer, who accompanies what, meetings and notes."""

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, or_, select, update

from app.accounts.models import Person
from app.core import clock
from app.core.extensions import db
from app.core.privacy import KEPT, Basis, Leaving, personal
from app.mentoring.models import Mentor, MentorMeeting, MentorNote, Mentorship
from app.mentoring.status import MentorshipStatus

QUIET = {"synchronize_session": False}
MENTORS = _("les personnes qui accompagnent des projets")
WITH_PROJECT = _("avec le projet")
PROGRAMME = _("les personnes qui accompagnent et celles du programme")
SEEN_BY = _("l’équipe du projet, les personnes qui accompagnent et celles du programme")


def _stop(person: Person) -> None:
    """Whoever leaves accompanies nothing any more, and their page is emptied; the rows stay with the projects."""
    mine = select(Mentor.id).where(Mentor.person_id == person.id).scalar_subquery()
    running = (Mentorship.mentor_id == mine, Mentorship.status != MentorshipStatus.ENDED)
    end = update(Mentorship).where(*running).values(status=MentorshipStatus.ENDED, status_at=clock.now())
    db.session.execute(end, execution_options=QUIET)
    empty = {"presentation": "", "availability": "", "themes": [], "is_available": False, "load": 0, "capacity": 0}
    db.session.execute(update(Mentor).where(Mentor.person_id == person.id).values(**empty), execution_options=QUIET)


def _delete_notes(person: Person) -> None:
    db.session.execute(delete(MentorNote).where(MentorNote.author_id == person.id), execution_options=QUIET)


personal(
    Mentor,
    _("Les pages des personnes qui accompagnent"),
    people=MENTORS,
    why=_("proposer à chaque projet quelqu’un qui connaît le lieu et le thème, et qui a le temps"),
    basis=Basis.PUBLIC_TASK,
    kept=_("tant que dure le compte"),
    seen_by=_("les personnes qui ont un compte"),
    columns={
        "person_id": "la personne qui accompagne",
        "presentation": "ce qu’elle dit d’elle",
        "availability": "quand on peut la joindre",
        "themes": "thèmes connus",
        "is_available": "si elle peut prendre un projet",
        "capacity": "nombre de projets à la fois",
        "load": "nombre de projets accompagnés",
    },
    technical="id public_id",
    not_exported="person_id",
    whose=lambda person: Mentor.person_id == person.id,
    leaving=Leaving(_stop, _("Votre page d’accompagnement est vidée, et vos accompagnements finissent.")),
)
personal(
    Mentorship,
    _("Les accompagnements"),
    people=MENTORS,
    why=_("savoir qui accompagne quel projet"),
    basis=Basis.PUBLIC_TASK,
    kept=WITH_PROJECT,
    seen_by=SEEN_BY,
    columns={
        "mentor_id": "la personne qui accompagne",
        "accepted_by_id": "la personne qui a accepté",
        "began_at": "date de début",
        "reason": "raison d’un changement ou de la fin",
        "status": "où en est l’accompagnement",
        "status_at": "date de ce changement",
    },
    technical="id public_id project_id",
    not_exported="mentor_id accepted_by_id",
    whose=lambda person: or_(
        Mentorship.accepted_by_id == person.id,
        Mentorship.mentor_id.in_(select(Mentor.id).where(Mentor.person_id == person.id)),
    ),
    leaving=Leaving(KEPT, _("La trace des projets que vous avez accompagnés reste avec eux, sans votre nom.")),
)
personal(
    MentorMeeting,
    _("Les rencontres avec l’équipe d’un projet"),
    people=_("l’équipe d’un projet, et les personnes qui l’accompagnent"),
    why=_("suivre un projet, et se souvenir de ce qui a été convenu"),
    basis=Basis.PUBLIC_TASK,
    kept=WITH_PROJECT,
    seen_by=SEEN_BY,
    columns={
        "held_on": "date de la rencontre",
        "way": "sur place, au téléphone ou en visioconférence",
        "place": "lieu",
        "who": "qui était là",
        "summary": "ce qui s’est dit",
        "next_step": "la suite",
        "next_on": "pour quand",
        "written_by_id": "la personne qui écrit",
        "written_at": "date où c’est écrit",
    },
    technical="id public_id project_id",
    not_exported="written_by_id",
    whose=lambda person: MentorMeeting.written_by_id == person.id,
    leaving=Leaving(KEPT, _("Les comptes rendus de vos rencontres restent aux équipes, sans votre nom.")),
)
personal(
    MentorNote,
    _("Les notes d’accompagnement"),
    people=_("l’équipe d’un projet, et la personne qui écrit"),
    why=_("suivre un projet d’une rencontre à l’autre"),
    basis=Basis.PUBLIC_TASK,
    kept=WITH_PROJECT,
    seen_by=PROGRAMME,
    columns={
        "author_id": "la personne qui écrit",
        "text": "note",
        "is_shared": "si l’équipe du projet la lit",
        "written_at": "date de la note",
    },
    technical="id public_id project_id",
    not_exported="author_id",
    whose=lambda person: MentorNote.author_id == person.id,
    leaving=Leaving(_delete_notes, _("Vos notes d’accompagnement sont effacées.")),
)
