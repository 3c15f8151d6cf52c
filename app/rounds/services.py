"""What staff do with a round: prepare it, publish it and its rulebook, open its phases; two people close them."""

import secrets
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import Person
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.rounds import calendar, queries
from app.rounds.checks import Dates, check_dates, check_name, check_rules, check_turn, check_year
from app.rounds.models import Envelope, Phase, PhaseKind, Round, Rulebook
from app.rounds.presets import PRESETS, Rules, dates_of, whole
from app.rounds.rulebook_text import default_text, digest_of, tidy
from app.rounds.status import RUNNING, PhaseStatus, RoundStatus

rules_of = queries.rules_of


def create_round(
    *, name: str, year: int, preset: str, envelope_cents: int, by: Person | None, dates: Dates | None = None
) -> Round:
    """Make a draft round from a preset: phases (first and last day each), envelope, a first draft of rulebook.

    Raises Refused when the name is taken or the dates make no sense. The seed of the draw is fixed here.
    """
    dates = dict(dates or dates_of(year))
    check_name(name)
    check_dates(dates)
    round_ = Round(name=name.strip(), year=year, preset=preset)
    round_.envelopes = [Envelope(name="Enveloppe", amount_cents=envelope_cents)]
    round_.phases = [_phase(kind, position, dates[kind]) for position, kind in enumerate(PhaseKind, 1) if kind in dates]
    db.session.add(round_)
    db.session.flush()
    rules = Rules(**{**PRESETS[preset], "lot_seed": secrets.token_hex(16)})  # type: ignore[typeddict-item]  # built of its own keys
    round_.rulebooks.append(
        Rulebook(number=1, text=default_text(round_, rules), rules=dict(rules), written_by_id=by.id if by else None)
    )
    audit.record(
        "round.create", round_, by=by, name=round_.name, year=year, preset=preset, envelope_cents=envelope_cents
    )
    return round_


def edit_round(round: Round, *, name: str, year: int, envelope_cents: int, dates: Dates, by: Person) -> None:
    """Change a draft's name, year, envelope and dates; the prefilled rulebook follows while nobody has rewritten it."""
    if round.status is not RoundStatus.DRAFT:
        raise Refused(_("Cette édition est publiée : son nom, ses dates et son enveloppe ne changent plus ici."))
    check_name(name, but=round)
    check_dates(dates)
    draft = queries.draft_of(round)
    untouched = draft is not None and draft.text == default_text(round, queries.rules_of(round))
    before = _said(round)
    round.name, round.year, round.envelopes[0].amount_cents = name.strip(), year, envelope_cents
    for phase in round.phases:
        phase.starts_at, phase.ends_at = calendar.span(*dates[phase.kind])
    if draft and untouched:
        draft.text = default_text(round, queries.rules_of(round))
    round.updated_at = clock.now()  # the version rises even when only a date changed
    after = _said(round)
    changed = [key for key in after if before[key] != after[key]]
    audit.record(
        "round.edit", round, by=by, before={k: before[k] for k in changed}, after={k: after[k] for k in changed}
    )


def _said(round: Round) -> dict[str, object]:
    """What staff may edit of a draft, for the log."""
    days = {str(kind): [first.isoformat(), last.isoformat()] for kind, (first, last) in calendar.days_of(round).items()}
    return {"name": round.name, "year": round.year, "envelope_cents": queries.envelope_cents(round), **days}


def publish_round(round: Round, *, by: Person | None) -> None:
    """Show the round to everybody; its name and envelope are fixed from here, its dates change with a reason."""
    advance(round, "publish", by=by)


def archive_round(round: Round, *, by: Person | None) -> None:
    """Keep the round as history: still readable, no longer the current one. Refused while a phase is open."""
    _lock(round)
    if open_ := [phase.name for phase in round.phases if phase.status in RUNNING]:
        raise Refused(_("Une phase est encore ouverte (%(names)s) : faites-la d’abord clore.", names=", ".join(open_)))
    advance(round, "archive", by=by)


def write_rulebook(round: Round, text: str, rules: Rules, *, by: Person | None) -> Rulebook:
    """Keep a draft of the next version. Raises Refused once the vote has opened: the rules are frozen.

    A text that is still the prefilled one follows the figures; the seed of the draw never changes.
    """
    _lock(round)
    _refuse_frozen(round)
    before = queries.draft_of(round) or round.rulebook
    old = queries.rules_being_written(round)
    kept = {"lot_seed": old["lot_seed"] or secrets.token_hex(16), "criteria": rules.get("criteria", old["criteria"])}
    rules = Rules(**{**rules, **kept})  # type: ignore[typeddict-item]
    check_rules(rules, queries.envelope_cents(round))
    if tidy(text) == default_text(round, old):
        text = default_text(round, rules)
    draft = queries.draft_of(round)
    if draft is None:
        draft = Rulebook(number=before.number + 1 if before else 1)
        round.rulebooks.append(draft)
    draft.text, draft.rules, draft.written_at = tidy(text), dict(rules), clock.now()
    draft.written_by_id = by.id if by else None
    return draft


def publish_rulebook(round: Round, text: str, rules: Rules, *, by: Person | None) -> Rulebook:
    """Publish the next version of the rulebook, with its number and its digest. Refused once the vote has opened."""
    book = write_rulebook(round, text, rules, by=by)
    last = round.rulebook
    book.digest = digest_of(book.text, whole(book.rules))
    if last is not None and (last.text, whole(last.rules)) == (book.text, whole(book.rules)):
        raise Refused(
            _(
                "Rien n’a changé depuis la version %(number)s : il n’y a pas de nouvelle version à publier.",
                number=last.number,
            )
        )
    book.published_at = clock.now()
    db.session.flush()
    audit.record("rulebook.publish", book, by=by, round=round.public_id, number=book.number, digest=book.digest)
    return book


def open_phase(phase: Phase, *, by: Person | None) -> None:
    """Open a planned phase now: earlier than planned, its start becomes this instant.

    Refused for a draft round, out of turn, after the planned end, and for a vote without a published rulebook. Opening
    the vote freezes the version in force: the booth and the count go by that one.
    """
    round_ = phase.round
    _lock(round_)
    db.session.scalars(select(Rulebook).filter_by(round_id=round_.id).execution_options(populate_existing=True)).all()
    if round_.status is not RoundStatus.PUBLISHED:
        raise Refused(_("L’édition n’est pas publiée : publiez-la avant d’ouvrir une phase."))
    if phase.status is PhaseStatus.PLANNED:
        check_turn(phase)
    if phase.kind is PhaseKind.VOTE and round_.rulebook is None:
        raise Refused(
            _("Le règlement n’est pas publié : publiez-le avant d’ouvrir le vote. Il ne changera plus ensuite.")
        )
    if phase.status is PhaseStatus.PLANNED and phase.ends_at <= clock.now():
        raise Refused(
            _(
                "La fin prévue de cette phase est passée (%(when)s) : changez d’abord ses dates.",
                when=calendar.end_in_words(phase),
            )
        )
    frozen = round_.rulebook if phase.kind is PhaseKind.VOTE else None
    advance(phase, "open", by=by, kind=phase.kind, **({"rulebook": str(frozen.digest)} if frozen else {}))
    phase.rulebook_id = frozen.id if frozen else None
    phase.starts_at = min(phase.starts_at, clock.now())


def reschedule(phase: Phase, first: date, last: date, *, reason: str, by: Person) -> None:
    """Give a planned phase other days (first and last included), with a reason kept in the log."""
    if phase.status is not PhaseStatus.PLANNED:
        raise Refused(_("Cette phase a déjà été ouverte : ses dates ne changent plus."))
    if not reason.strip():
        raise Refused(_("Donnez la raison de ce changement de dates : elle est gardée au journal."))
    check_dates(calendar.days_of(phase.round) | {phase.kind: (first, last)})
    if phase.kind is PhaseKind.VOTE:
        check_year(phase.round.year, {phase.kind: (first, last)})
    phase.starts_at, phase.ends_at = calendar.span(first, last)
    audit.record("phase.reschedule", phase, by=by, first=first.isoformat(), last=last.isoformat(), reason=reason)


def request_close(phase: Phase, *, by: Person, reason: str = "") -> None:
    """Ask for the closing; another person confirms it. The phase goes on meanwhile."""
    advance(phase, "request_close", by=by, reason=reason, kind=phase.kind)
    phase.close_requested_by = by


def confirm_close(phase: Phase, *, by: Person) -> None:
    """Close a phase whose closing somebody else asked for; it ends at the database's own instant."""
    db.session.flush()
    db.session.refresh(phase, with_for_update=True)
    if phase.status is PhaseStatus.CLOSING and phase.close_requested_by_id == by.id:
        raise Refused(_("Vous avez demandé cette clôture : une autre personne de l’équipe doit la confirmer."))
    advance(phase, "close", by=by, kind=phase.kind)
    phase.closed_by_id = by.id
    # asked after the lock: no ballot that waited for it can be later than this instant
    now = max(clock.database_now(db.session), phase.starts_at + timedelta(microseconds=1))
    phase.ends_at = min(phase.ends_at, now)


def keep_open(phase: Phase, *, by: Person) -> None:
    """Set a request for closing aside; anybody of the staff may."""
    advance(phase, "keep_open", by=by, kind=phase.kind)
    phase.close_requested_by = None


def _lock(round: Round) -> None:
    """Whoever opens a phase or writes the rulebook waits here for the other, then reads what the other left."""
    db.session.flush()
    db.session.refresh(round, with_for_update=True)
    db.session.scalars(select(Phase).filter_by(round_id=round.id).execution_options(populate_existing=True)).all()


def _phase(kind: PhaseKind, position: int, days: tuple[date, date]) -> Phase:
    starts_at, ends_at = calendar.span(*days)
    return Phase(kind=kind, position=position, starts_at=starts_at, ends_at=ends_at)


def _refuse_frozen(round: Round) -> None:
    if queries.is_frozen(round):
        raise Refused(
            _(
                "Le vote a été ouvert : le règlement est figé, aucune règle ne "
                "change plus. La version %(number)s fait foi.",
                number=round.rulebook.number if round.rulebook else 1,
            )
        )
