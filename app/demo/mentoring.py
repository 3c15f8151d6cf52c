"""Mentoring of the demonstration: five pages, most written projects accompanied, meetings and notes."""

from datetime import timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import lazyload

from app.accounts.models import Role, RoleGrant, ScopeKind
from app.core import clock
from app.core.extensions import db
from app.demo.cast import Cast
from app.demo.texts import dice
from app.mentoring.models import MeetingWay, Mentor, MentorMeeting, MentorNote, Mentorship
from app.mentoring.status import MentorshipStatus
from app.projects.models import Project
from app.projects.status import ProjectStatus
from app.rounds.themes import Theme
from app.territories.models import Municipality

HOMES = ("62498", "62160", "62765", "62041", "62193")  # Lens, Boulogne-sur-Mer, Saint-Omer, Arras, Calais
PAGES = (
    ("Je monte des coopératives depuis douze ans. J’aime partir de ce que les gens savent déjà faire.", "le mardi"),
    ("Ancien instituteur, je relis volontiers, et je connais les associations du bassin minier.", "tous les soirs"),
    ("Comptable de métier : le tableau du budget n’est pas un obstacle, nous le faisons ensemble.", "le jeudi matin"),
    ("J’anime un centre social. Je vous aide à trouver des partenaires et une salle.", "en semaine, au téléphone"),
    ("Je viens chez vous, avec un café : un projet se raconte avant de s’écrire.", "le vendredi et le samedi"),
)
MET = (
    ("Tour de table, puis le besoin redit en trois phrases. L’équipe est solide.", "Rencontrer le centre social"),
    ("Le budget est presque juste : il manque l’assurance et un devis.", "Demander deux devis"),
    ("Répartition des rôles. Qui ouvre le local le samedi reste à trouver.", "Trouver deux personnes de plus"),
)
NOTES = (
    ("Porteuse très seule en ce moment : rappeler dans la semaine.", False),
    ("Bravo pour le plan d’actions ! Pensez à une date de fin.", True),
    ("Le propriétaire du local hésite. Voir avec la mairie.", False),
)


def add_mentoring(cast: Cast) -> None:
    """Pages of everybody; three written projects in four have somebody, the others wait, one of them again."""
    mentors = [_page(number, cast) for number in range(len(cast.by_role[Role.MENTOR]))]
    db.session.add_all([*mentors, *_at_home(cast)])
    written = select(Project).where(Project.status != ProjectStatus.SUBMITTED).options(lazyload("*"))
    for number, project in enumerate(db.session.scalars(written.order_by(Project.id))):
        chance, mentor = dice(f"mentor/{number}"), mentors[number % len(mentors)]
        if number % 4 != 3 and mentor.load < mentor.capacity:
            _accompany(project, mentor, chance)
        elif number == 3:
            db.session.add(_ended(project, mentors[0]))
        began = clock.now() - timedelta(days=chance.randint(25, 70))
        if chance.random() < 0.4:  # nobody wrote for a while
            project.created_at, project.updated_at = began, began + timedelta(days=2)
    db.session.flush()


def _at_home(cast: Cast) -> list[RoleGrant]:
    """Beside the whole site, each knows one intercommunality best."""
    towns = select(Municipality.code, Municipality.epci_code).where(Municipality.code.in_(HOMES))
    bodies = dict(db.session.execute(towns).all())
    people = zip(cast.by_role[Role.MENTOR], HOMES, strict=False)
    return [
        RoleGrant(person_id=person.id, role=Role.MENTOR, scope=ScopeKind.EPCI, scope_key=bodies[town])
        for person, town in people
        if bodies.get(town)
    ]


def _page(number: int, cast: Cast) -> Mentor:
    presentation, availability = PAGES[number % len(PAGES)]
    themes = dice(f"themes/{number}").sample([theme.value for theme in Theme], 3)
    person = cast.by_role[Role.MENTOR][number]
    return Mentor(
        person_id=person.id,
        presentation=presentation,
        availability=availability,
        themes=themes,
        is_available=True,
        capacity=3 + number % 3,
        load=0,
    )


def _ended(project: Project, mentor: Mentor) -> Mentorship:
    """One that is over: the mentor moved, and the team waits for somebody else."""
    return Mentorship(
        project_id=project.id,
        mentor=mentor,
        accepted_by_id=mentor.person_id,
        began_at=clock.now() - timedelta(days=40),
        reason="Je déménage cet hiver : mieux vaut quelqu’un qui passe chez vous chaque semaine.",
        status=MentorshipStatus.ENDED,
        status_at=clock.now() - timedelta(days=6),
    )


def _accompany(project: Project, mentor: Mentor, chance: Random) -> None:
    """A few weeks together: a meeting or two, a note."""
    mentor.load += 1
    began = clock.now() - timedelta(days=20)
    asked = chance.random() < 0.2
    db.session.add(
        Mentorship(
            project_id=project.id,
            mentor=mentor,
            accepted_by_id=mentor.person_id,
            began_at=began,
            reason="Nous ne sommes libres que le dimanche." if asked else None,
            status=MentorshipStatus.CHANGE_ASKED if asked else MentorshipStatus.ACTIVE,
            status_at=clock.now() - timedelta(days=2) if asked else None,
        )
    )
    for rank, (summary, step) in enumerate(chance.sample(MET, chance.randint(1, 2))):
        held = clock.today() - timedelta(days=18 - 9 * rank)
        meeting = MentorMeeting(project_id=project.id, held_on=held, summary=summary, next_step=step)
        meeting.way, meeting.place = chance.choice(((MeetingWay.PLACE, "à la médiathèque"), (MeetingWay.PHONE, "")))
        meeting.who, meeting.next_on = "La porteuse et deux membres", held + timedelta(days=14)
        meeting.written_by_id = mentor.person_id
        db.session.add(meeting)
    text, is_shared = chance.choice(NOTES)
    db.session.add(MentorNote(project_id=project.id, author_id=mentor.person_id, text=text, is_shared=is_shared))
