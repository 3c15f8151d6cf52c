"""`python -m bench moderation`: queries and time of the moderators' queue, and of screening one text.

2,000 cases wait and 50,000 are in the archive, invented in a new SQLite database, asked through the application itself
with a signed-in moderator; seconds of the processor, medians of several requests, the first not counted.
"""

import contextvars
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from statistics import median
from typing import Any

from bench.results import seconds, table, write

COMMAND = "`python -m bench moderation`"
WAITING, ARCHIVED, REQUESTS = 2_000, 50_000, 9
MOST_QUERIES, MOST_SECONDS, SCREENING = 8, 0.3, 0.020
WHAT, HOW = ("Un jardin", "Une fête", "Un four", "Une radio"), ("partagé", "de quartier", "pour tous")
PAGES = {
    "queue": "/moderation/",
    "queue, last page": "/moderation/?page=100",
    "queue, comments": "/moderation/?genre=comment",
    "archive": "/moderation/archives",
    "archive, page 2,000": "/moderation/archives?page=2000",
    "archive, two words": "/moderation/archives?q=jardin+partage",
}
TEXT = (
    "Un jardin partagé derrière l’école, ouvert le samedi : chacun apporte ses outils, on apprend ensemble, on échange "
    "des graines et des recettes. La commune prêterait le terrain, trois associations sont d’accord pour l’animer. "
) * 6


def main(_arguments: Sequence[str] = ()) -> int:
    """Measure and write the figures down."""
    with tempfile.TemporaryDirectory() as folder, _site(folder) as app, app.app_context():
        moderator = _fill()
        rows = [_page(app, moderator, name, path) for name, path in PAGES.items()]
    rows.append(_screening())
    head = ["what", "queries", "time", "goal", "verdict", "command"]
    sizes = f"{WAITING:,} cases wait and {ARCHIVED:,} are in the archive"
    said = f"{sizes}; SQLite; seconds of the processor, medians of {REQUESTS} requests."
    text = f"{said}\n\n{table(head, rows)}"
    print(text)
    write({"Moderation": text})
    return 0


@contextmanager
def _site(folder: str) -> Iterator[Any]:
    os.environ |= {
        "ENVIRONMENT": "test",
        "SECRET_KEY": "bench-" * 8,
        "DATABASE_URL": f"sqlite:///{folder}/desk.db",
        "KEYS_DIR": f"{folder}/keys",
        "MAIL_URL": f"file:{folder}/mail",
        "FILES_DIR": f"{folder}/files",
    }
    from app import create_app  # noqa: PLC0415  (after the settings)
    from app.core import schema  # noqa: PLC0415
    from app.core.extensions import db  # noqa: PLC0415
    from config import Settings  # noqa: PLC0415

    app = create_app(Settings.from_environ(os.environ))
    with app.app_context():
        schema.upgrade(db.engine)
    yield app


def _fill() -> Any:
    """Ideas, waiting cases on them, and the archive."""
    from sqlalchemy import insert, select  # noqa: PLC0415

    from app.accounts.models import Person, Role, RoleGrant  # noqa: PLC0415
    from app.casework.models import Case, Decision  # noqa: PLC0415
    from app.core import clock, search  # noqa: PLC0415
    from app.core.extensions import db  # noqa: PLC0415

    chance, now = random.Random(62), clock.now()
    people = [Person(name=f"Personne {n}", email=f"p{n}@exemple.fr") for n in range(300)]
    moderator = Person(name="Modératrice", email="m@exemple.fr")
    db.session.add_all([*people, moderator])
    db.session.flush()
    db.session.add(RoleGrant(person_id=moderator.id, role=Role.MODERATOR))
    authors = [person.id for person in people]

    def case(number: int, status: str) -> dict[str, Any]:
        opened = now - timedelta(hours=chance.uniform(1, 24 * (30 if status == "waiting" else 900)))
        return {
            "public_id": f"case-{number:06}",
            "version": 1,
            "reference": f"ref-{number:06}",
            "author_id": chance.choice(authors),
            "subject_kind": chance.choice(["idea", "comment", "comment", "picture", "organisation", "profile"]),
            "title": f"{chance.choice(WHAT)} {chance.choice(HOW)} {number}",
            "cause": chance.choice(["before", "flag"]),
            "hints": chance.choice([[], ["telephone"], ["insulte", "lien"]]),
            "link_site": "",
            "gravity": chance.randint(1, 3),
            "opened_at": opened,
            "due_at": opened + timedelta(days=chance.choice([1, 3, 7])),
            "grounds": {},
            "weight": chance.choice([0, 0, 100]),
            "status": status,
            "status_at": None if status == "waiting" else opened + timedelta(hours=chance.uniform(1, 90)),
        }

    rows = [case(n, "waiting" if n < WAITING else "decided") for n in range(WAITING + ARCHIVED)]
    for start in range(0, len(rows), 2000):
        db.session.execute(insert(Case), rows[start : start + 2000])
    decided = db.session.execute(select(Case.id, Case.status_at).where(Case.status == "decided")).all()
    decisions = [
        {
            "public_id": f"d-{key}",
            "case_id": key,
            "verb": "publish",
            "by_id": moderator.id,
            "at": at,
            "facts": "",
            "reason": "",
            "before": "pending",
            "into": "",
        }
        for key, at in decided
    ]
    for start in range(0, len(decisions), 2000):
        db.session.execute(insert(Decision), decisions[start : start + 2000])
    search.reindex(Case)
    db.session.commit()
    return db.session.scalars(select(Person).where(Person.email == "m@exemple.fr")).one()


def _page(app: Any, moderator: Any, name: str, path: str) -> list[str]:
    from sqlalchemy import event  # noqa: PLC0415

    from app.accounts.services.sessions import open_session  # noqa: PLC0415
    from app.core.extensions import db  # noqa: PLC0415

    client = app.test_client()
    token = open_session(moderator, device="bench", strong=True)
    db.session.commit()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: args[2].startswith("BEGIN") or asked.append(args[2]))
    took = [_timed(lambda: _ask(client, path)) for _ in range(REQUESTS + 1)][1:]
    queries = len(asked) // (REQUESTS + 1)
    reached = queries <= MOST_QUERIES and median(took) <= MOST_SECONDS
    goal = f"≤ {MOST_QUERIES} queries, < {seconds(MOST_SECONDS)}"
    return [name, str(queries), seconds(median(took)), goal, "reached" if reached else "**not reached**", COMMAND]


def _ask(client: Any, path: str) -> None:
    answer = contextvars.Context().run(client.get, path)  # as a server does it: nothing of the last request is kept
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")


def _screening() -> list[str]:
    from moderation.screening import screen  # noqa: PLC0415

    took = median(_timed(lambda: screen(TEXT)) for _ in range(50))
    reached = "reached" if took <= SCREENING else "**not reached**"
    return [f"screening of {len(TEXT):,} signs", "0", seconds(took), f"< {seconds(SCREENING)}", reached, COMMAND]


def _timed(deed: Callable[[], Any]) -> float:
    start = time.process_time()
    deed()
    return time.process_time() - start
