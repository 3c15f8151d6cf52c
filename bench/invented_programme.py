"""`python -m bench.invented_programme many|few`: projects with their versions, meetings, a result, and who reads them.

After bench.invented_ideas, on the same database. Many: 1,000 projects × 20 versions, 500 meetings × 100 registrations,
a vote over 1,000 projects; few: a tenth of each. Prints, as JSON, the addresses to ask for and the cookies of who asks.
"""

import json
import random
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert, select, text

from app.accounts.models import Person, Role, RoleGrant
from app.accounts.services.sessions import open_session
from app.core import clock
from app.core.extensions import db
from app.events.models import Event, EventKind, Place, Registration
from app.mentoring.models import Mentor, Mentorship
from app.mentoring.status import MentorshipStatus
from app.projects.models import Answer, Project, Proposal, Step, StepVersion
from app.projects.services import default_steps
from app.results.imports import import_pb
from app.rounds.models import Round
from app.rounds.themes import Theme
from bench.invented import invent
from bench.invented_ideas import SAID
from wsgi import app

SIZES = {"few": (100, 2, 50, 10), "many": (1000, 20, 500, 100)}  # projects, versions, meetings, registrations
MENTORS = 40
Row = dict[str, Any]


def main(size: str) -> dict[str, dict[str, str]]:
    """Write everything; return {"pages": {name: path}, "cookies": {who: cookie}}."""
    projects, versions, meetings, registered = SIZES[size]
    chance, round_ = random.Random(size), db.session.scalars(select(Round).order_by(Round.id).limit(1)).one()
    people = list(db.session.scalars(select(Person.id).order_by(Person.id)))
    if len(people) < 200:
        put(Person, [{"public_id": f"q{n}", "name": f"Voisin {n}", "email": f"q{n}@exemple.fr"} for n in range(200)])
        people = list(db.session.scalars(select(Person.id).order_by(Person.id)))
    step = write_projects(chance, round_, people, projects, versions)
    write_meetings(chance, round_, people, meetings, registered)
    accompany(people)
    past = vote(projects)
    who = cookies()
    first = db.session.scalars(
        select(Project).where(Project.holder_id == people[3]).order_by(Project.id).limit(1)
    ).one()
    meeting = db.session.scalar(select(Event.public_id).order_by(Event.starts_at.desc()).limit(1))
    proposal = db.session.scalar(select(Proposal.public_id).where(Proposal.round_id == past.id).limit(1))
    mine = f"/projets/{first.public_id}"
    pages = {
        "projects, by lot": "/projets/",
        "project of the vote": f"/projets/proposition/{proposal}",
        "result": f"/resultats/{past.public_id}",
        "one line of it": f"/resultats/{past.public_id}/projets/7",
        "meetings": "/comptoirs/",
        "one meeting": f"/comptoirs/{meeting}",
        "holder: own space": "/mon-espace",
        "holder: project": mine,
        "holder: a step": f"{mine}/etapes/{step}",
        "holder: its versions": f"{mine}/etapes/{step}/versions",
        "holder: list of ideas": "/envies/",
        "mentor: who is stuck": "/accompagnement/",
        "moderator: what waits": "/moderation/",
        "team: dossiers": "/projets/equipe",
        "team: desk of a meeting": f"/comptoirs/{meeting}/inscriptions",
    }
    db.session.commit()
    return {"pages": pages, "cookies": who}


def put(model: Any, rows: list[Row]) -> None:
    """Insert them, some hundreds at a time."""
    for start in range(0, len(rows), 500):
        db.session.execute(insert(model), rows[start : start + 500])


def write_projects(chance: random.Random, round_: Round, people: list[int], number: int, versions: int) -> str:
    """The projects, an answer to every question, so many versions of one step; return the key of that step."""
    steps: list[Step] = default_steps(round_)
    towns = list(db.session.scalars(text("SELECT code FROM municipality ORDER BY code")))
    put(Project, [
        {
            "public_id": f"p{chance.getrandbits(64):016x}", "round_id": round_.id, "holder_id": people[n % len(people)],
            "title": f"Un projet pour le quartier, n° {n}", "summary": SAID, "theme": chance.choice(list(Theme)),
            "municipality_code": chance.choice(towns), "status": "draft",
        }
        for n in range(number)
    ])  # fmt: skip
    keys = list(db.session.execute(select(Project.id, Project.holder_id).order_by(Project.id)))
    asked = [field.id for step in steps for field in step.every_field]
    put(Answer, [{"project_id": key, "field_id": field, "text": SAID} for key, _holder in keys for field in asked])
    step = next(step for step in steps if step.every_field and step.kind == "questions")
    put(StepVersion, [
        {
            "project_id": key, "step_id": step.id, "number": n, "author_id": holder, "kind": "saved",
            "texts": {str(field.id): f"{SAID} Version {n}." for field in step.every_field},
        }
        for key, holder in keys for n in range(1, versions + 1)
    ])  # fmt: skip
    return step.key


def write_meetings(chance: random.Random, round_: Round, people: list[int], number: int, registered: int) -> None:
    """Meetings to come and past, half and half, with their registrations."""
    now = clock.now()
    place = Place(name="Salle des fêtes", municipality_code="62041")
    db.session.add(place)
    db.session.flush()
    starts = [now + timedelta(days=n - number // 2, hours=2) for n in range(number)]
    put(Event, [
        {
            "public_id": f"e{chance.getrandbits(64):016x}", "round_id": round_.id, "kind": EventKind.COMPTOIR,
            "title": f"Comptoir du {start:%d %m}", "programme": SAID, "host": "Le centre social", "place_id": place.id,
            "municipality_code": "62041", "starts_at": start, "ends_at": start + timedelta(hours=3), "seats": 200,
        }
        for start in starts
    ])  # fmt: skip
    events = list(db.session.scalars(select(Event.id).order_by(Event.id)))
    put(Registration, [
        {
            "public_id": f"r{chance.getrandbits(64):016x}", "event_id": event, "seat": seat + 1,
            "person_id": people[(event + seat) % len(people)],
        }
        for event in events for seat in range(registered)
    ])  # fmt: skip


def accompany(people: list[int]) -> None:
    """Mentors, who accompany most of the projects they have room for."""
    put(Mentor, [{"public_id": f"m{n}", "person_id": people[-1 - n], "capacity": 30} for n in range(MENTORS)])
    mentors = list(db.session.execute(select(Mentor.id, Mentor.person_id).order_by(Mentor.id)))
    projects = list(db.session.scalars(select(Project.id).order_by(Project.id)))
    told = {"status": MentorshipStatus.ACTIVE}
    put(Mentorship, [
        {"public_id": f"a{n}", "project_id": key, "mentor_id": mentor, "accepted_by_id": person, **told}
        for n, key in enumerate(projects[: 20 * MENTORS]) for mentor, person in [mentors[n % MENTORS]]
    ])  # fmt: skip


def vote(projects: int) -> Round:
    """A finished vote over so many projects, counted here."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "invented.pb"
        invent(500, projects, file)
        return import_pb(file, name="Vote inventé")


def cookies() -> dict[str, str]:
    """The cookie of each of those who ask, in a session with a second factor."""
    people = list(db.session.scalars(select(Person).order_by(Person.id)))
    who = {"holder": people[3], "mentor": people[-1], "moderator": people[0], "team": people[1]}
    roles = {"mentor": Role.MENTOR, "moderator": Role.MODERATOR, "team": Role.STAFF}
    db.session.add_all(RoleGrant(person_id=who[name].id, role=role) for name, role in roles.items())
    db.session.flush()
    signing = app.session_interface.get_signing_serializer(app)
    tokens = {name: open_session(person, "bench", strong=True) for name, person in who.items()}
    name = app.config["SESSION_COOKIE_NAME"]
    return {one: f"{name}={signing.dumps({'_user_id': token, '_fresh': True})}" for one, token in tokens.items()}


if __name__ == "__main__":
    with app.app_context():
        found = main(sys.argv[1])
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE" if db.engine.dialect.name == "sqlite" else "VACUUM ANALYZE"))
        print(json.dumps(found))
