"""The whole demonstration: a round in each phase, at the size of a real programme.

The same on every machine on the same day: the texts are in data/, chance falls the same way, and dates are counted from today.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import func, select, update

from app.core import clock
from app.core.extensions import db
from app.demo.aftermath import add_aftermath
from app.demo.cast import Cast
from app.demo.committees import add_committees
from app.demo.contents import Dossiers, add_ideas
from app.demo.crowd import add_crowd
from app.demo.desk import add_desk
from app.demo.events import add_events
from app.demo.labelling import add_labelling
from app.demo.labels import add_labels
from app.demo.mails import add_mails
from app.demo.mentoring import add_mentoring
from app.demo.news import add_news
from app.demo.organisations import add_organisations
from app.demo.outlines import add_outlines
from app.demo.sheets import add_sheets
from app.demo.stage import staged_round
from app.demo.submissions import add_submissions
from app.demo.teams import add_teams
from app.demo.texts import read
from app.demo.verdicts import add_decisions
from app.demo.votes import add_ballots
from app.notifications.models import OutboxMessage
from app.projects.status import ProposalStatus
from app.results import services as results
from app.results.models import Result
from app.rounds.models import PhaseKind, Round
from app.territories import services as territories

K, P = PhaseKind, ProposalStatus
LAST_YEAR_VOTERS, THIS_YEAR_VOTERS, SMALL_VOTERS = 6331, 6300, 640


def is_seeded() -> bool:
    """Whether the database holds a round already."""
    return bool(db.session.scalar(select(func.count()).select_from(Round)))


def seed() -> None:
    """The municipalities, the people, and a round in each phase."""
    settings = current_app.config["SETTINGS"]
    territories.load_department(Path(settings.TERRITORIES_DIR), settings.DEPARTEMENT)
    add_outlines()
    year, cast = clock.today().year, Cast()
    last_year = _voted(
        f"Budget citoyen {year - 1}",
        year - 1,
        K.FOLLOW_UP,
        220_000,
        cast,
        read("past_projects"),
        LAST_YEAR_VOTERS,
        grant_mode="criteria",
    )
    _certified(last_year, cast)
    _small_rounds(year, cast)
    _voted(f"Budget citoyen {year}", year, K.VOTE, 352_000, cast, read("projects"), THIS_YEAR_VOTERS)
    coming = staged_round(f"Budget citoyen {year + 1}", year + 1, K.IDEAS, 360_000, cast.staff)
    add_ideas(coming, cast)
    db.session.flush()
    add_events(coming, cast)
    add_organisations(cast)
    add_teams(cast)
    add_mentoring(cast)
    db.session.flush()
    add_aftermath()
    add_sheets(coming, cast)
    add_crowd(coming, cast)
    add_desk(coming, cast)
    add_decisions(coming, cast)
    add_mails(coming)
    add_submissions(cast)
    add_committees(cast)
    add_labels(cast)
    add_news(coming, cast)


def _small_rounds(year: int, cast: Cast) -> None:
    """The phases between: dossiers being written, read, contested, a vote to count and a count to sign."""
    writing = Dossiers(
        staged_round(f"Coup de pouce des jeunes {year}", year, K.SUBMISSION, 80_000, cast.staff, floor_cents=100_000),
        cast,
    )
    for about in read("drafts"):
        if about["submitted"]:
            writing.add_proposal(about, P.ENTERED)
        else:
            writing.add_draft(about)
    for name, phase, status in (
        ("Budget des quartiers", K.LABELLING, P.ENTERED),
        ("Budget des collèges", K.CONTESTATION, P.LABELLED),
    ):
        round_ = staged_round(f"{name} {year}", year, phase, 60_000, cast.staff, committee_decides=True)
        dossiers, texts, made = Dossiers(round_, cast), _extra(phase), []
        for about in texts:
            refused = phase is K.CONTESTATION and about is texts[-1]
            made.append(dossiers.add_proposal(about, P.REFUSED if refused else status))
        if phase is K.LABELLING:
            add_labelling(round_, made, cast)
    _voted(f"Budget du littoral {year}", year, K.COUNT, 50_000, cast, _extra(K.COUNT), SMALL_VOTERS)
    waiting = _voted(f"Budget de la ruralité {year}", year, K.RESULTS, 50_000, cast, _extra(K.RESULTS), SMALL_VOTERS)
    results.sign(_counted(waiting, cast), by=cast.staff[1])


def _extra(phase: PhaseKind) -> list[dict[str, Any]]:
    return [about for about in read("extra") if about["round"] == phase]


def _voted(
    name: str,
    year: int,
    phase: PhaseKind,
    euros: int,
    cast: Cast,
    texts: Iterable[dict[str, Any]],
    voters: int,
    **rules: object,
) -> Round:
    """A round with labelled proposals and ballots in the box."""
    round_ = staged_round(name, year, phase, euros, cast.staff, **rules)
    dossiers, texts = Dossiers(round_, cast), list(texts)
    proposals = [dossiers.add_proposal(about, P.LABELLED) for about in texts]
    db.session.flush()
    add_ballots(round_, proposals, {about["key"]: about["appeal"] for about in texts}, voters)
    return round_


def _counted(round_: Round, cast: Cast) -> Result:
    return results.count_round(round_, by=cast.staff[0])


def _certified(round_: Round, cast: Cast) -> None:
    """Counted, signed by two people and proclaimed, on the days the calendar had for it."""
    result = _counted(round_, cast)
    results.sign(result, by=cast.staff[1])
    results.sign(result, by=cast.staff[2])
    results.publish(result, by=cast.staff[0])
    db.session.flush()
    counted, proclaimed = _starts(round_, K.COUNT, days=4), _starts(round_, K.RESULTS, days=12)
    result.counted_at, result.status_at = counted, proclaimed
    for hours, signature in enumerate(result.signatures, 1):
        signature.signed_at = counted + timedelta(hours=hours)
    db.session.execute(update(OutboxMessage).values(created_at=proclaimed, due_at=proclaimed, sent_at=proclaimed))


def _starts(round_: Round, kind: PhaseKind, days: int) -> datetime:
    """An afternoon, some days after the phase began."""
    phase = round_.phase(kind)
    assert phase is not None  # noqa: S101 (every staged round has all its phases)
    return phase.starts_at + timedelta(days=days, hours=14)
