"""Teams of the demonstration: two to five people a project; tasks and remarks where a dossier is being written."""

from datetime import timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import lazyload

from app.accounts.models import Person, Role
from app.core import clock
from app.core.extensions import db
from app.demo.cast import Cast
from app.demo.texts import dice
from app.projects.models import Member, MemberRole, Project
from app.projects.status import ProjectStatus
from app.teams.models import Handover, Remark, Task, TeamInvitation, Thread

TASKS = "Demander un devis pour les outils|Appeler la mairie pour la salle|Rencontrer le centre social|Relire la partie « Le besoin »|Trouver deux personnes pour le samedi|Choisir la photo du projet|Préparer la visite du comptoir|Écrire au collège"
TALKS = {
    "need": (
        "Combien de personnes avez-vous rencontrées ? Un chiffre aiderait le comité.",
        "Une vingtaine, au marché. Nous l’ajoutons.",
    ),
    "partners": ("Le centre social est-il d’accord par écrit ?",),
    "plan": (
        "Février me semble court pour l’achat des outils.",
        "Vous avez raison, nous décalons d’un mois.",
        "Parfait.",
    ),
    "presentation": ("Le résumé est très clair, gardez-le tel quel.",),
    "budget": ("Pensez à l’assurance : elle manque dans le total.",),
}


def add_teams(cast: Cast) -> None:
    """Everybody is a holder or a member somewhere; Édith holds a project with a team and is a member of others."""
    people = sorted(cast.citizens.values(), key=lambda person: person.id)
    projects = db.session.scalars(select(Project).options(lazyload("*")).order_by(Project.id)).all()
    for number, project in enumerate(projects):
        chance = dice(f"team/{number}")
        team = [each for each in chance.sample(people, chance.randint(1, 4)) if each.id != project.holder_id]
        for place, person in enumerate(team):
            role = MemberRole.READER if place == 2 else MemberRole.EDITOR
            joined = clock.now() - timedelta(days=chance.randint(3, 60))
            db.session.add(Member(project_id=project.id, person_id=person.id, role=role, joined_at=joined))
        if project.status is not ProjectStatus.SUBMITTED and team:
            _work(project, team, cast, chance)
    db.session.flush()


def _work(project: Project, team: list[Person], cast: Cast, chance: Random) -> None:
    """What a team does while it writes."""
    today, everybody = clock.today(), [project.holder_id, *(person.id for person in team)]
    for title in chance.sample(TASKS.split("|"), 4):
        task = Task(project_id=project.id, title=title, created_by_id=project.holder_id)
        task.assignee_id, task.due_on = chance.choice(everybody), today + timedelta(days=chance.randint(-6, 30))
        if chance.random() < 0.3:
            task.done_at, task.done_by_id = clock.now() - timedelta(days=2), task.assignee_id
        db.session.add(task)
    mentor = chance.choice(cast.by_role[Role.MENTOR])
    for place in chance.sample(sorted(TALKS), 3):
        _talk(project, place, mentor, team[0], chance.randint(1, 20))
    later = clock.now() + timedelta(days=5)
    link = TeamInvitation(project_id=project.id, role=MemberRole.READER, most=5, used=1, expires_at=later)
    link.sent_by_id = project.holder_id
    db.session.add(link)
    if chance.random() < 0.3:
        why = "Je déménage en mars : tu connais le projet aussi bien que moi."
        offer = Handover(project_id=project.id, to_id=team[0].id, offered_by_id=project.holder_id, message=why)
        db.session.add(offer)


def _talk(project: Project, place: str, mentor: Person, member: Person, days: int) -> None:
    """The mentor and the team in turn, one remark a day; the last word of the mentor waits for an answer."""
    began = clock.now() - timedelta(days=days)
    thread = Thread(project_id=project.id, place=place, opened_at=began)
    for turn, text in enumerate(TALKS[place]):
        author = member if turn % 2 else mentor
        at = began + timedelta(hours=20 * turn)
        thread.remarks.append(Remark(author_id=author.id, text=text, written_at=at))
        thread.waits_since = None if turn % 2 else at
    if text == "Parfait.":
        thread.resolved_at, thread.resolved_by_id, thread.waits_since = at, mentor.id, None
    db.session.add(thread)
