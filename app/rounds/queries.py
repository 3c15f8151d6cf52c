"""What is read of rounds. Lists are in a fixed order: latest year first, then the latest made."""

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import Select, and_, bindparam, or_, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload

from app.accounts import age
from app.accounts.models import Person, Role
from app.accounts.scopes import covered
from app.core import clock
from app.core.extensions import db
from app.core.models import Instant
from app.rounds.models import Phase, PhaseKind, Round, RoundTheme, Rulebook
from app.rounds.presets import PRESETS, Rules, whole
from app.rounds.status import RUNNING, PhaseStatus, RoundStatus

LATEST = (Round.year.desc(), Round.id.desc())


def round_by_public_id(public_id: str) -> Round | None:
    """The round of that public identifier, draft or not; the door decides who sees it."""
    return db.session.scalar(select(Round).where(Round.public_id == public_id))


def phase_by_public_id(public_id: str) -> Phase | None:
    """The phase of that public identifier."""
    return db.session.scalar(select(Phase).where(Phase.public_id == public_id))


def public_rounds() -> Sequence[Round]:
    """Every round the public sees, imported and archived ones too, latest first."""
    return db.session.scalars(select(Round).where(Round.status != RoundStatus.DRAFT).order_by(*LATEST)).all()


def all_rounds() -> Sequence[Round]:
    """Every round, drafts too, latest first."""
    return db.session.scalars(select(Round).order_by(*LATEST)).all()


def current_round() -> Round | None:
    """The round of the moment: the latest published one that was not imported."""
    return db.session.scalar(
        select(Round)
        .where(Round.status == RoundStatus.PUBLISHED, Round.imported_from.is_(None))
        .order_by(*LATEST)
        .limit(1)
    )


def rounds_in_phase(kind: PhaseKind) -> Sequence[Round]:
    """The published rounds whose phase of that kind is open now, latest first."""
    return db.session.scalars(_in_phase(kind)).unique().all()


def round_in_phase(kind: PhaseKind) -> Round | None:
    """The latest published round whose phase of that kind is open now, if any."""
    return db.session.scalars(_in_phase(kind).limit(1)).first()


def round_ids_in_phase(kind: PhaseKind) -> Select[int]:
    """The keys of those rounds, for the queries of other features (`Idea.round_id.in_(…)`): no round is loaded."""
    return _in_phase(kind).with_only_columns(Round.id).order_by(None)


@lru_cache(maxsize=len(PhaseKind))  # made once: many pages ask, and the statement says "now" when it is run
def _in_phase(kind: PhaseKind) -> Select[Round]:
    now = bindparam("now", callable_=lambda: clock.now(), type_=Instant, unique=True)
    return (
        select(Round)
        .join(Phase, Phase.round_id == Round.id)
        .where(
            Round.status == RoundStatus.PUBLISHED,
            Phase.kind == kind,
            Phase.status.in_(RUNNING),
            Phase.starts_at <= now,
            Phase.ends_at > now,
        )
        .order_by(*LATEST)
    )


def rounds_of_staff(actor: Person) -> Sequence[Round]:
    """The rounds this member of staff runs, drafts too, latest first."""
    return db.session.scalars(select(Round).where(covered(actor, Round, Role.STAFF)).order_by(*LATEST)).all()


def due_phases(actor: Person) -> Sequence[Phase]:
    """What this member of staff should see to, in published rounds: closings to confirm, phases to close or to open.

    To close: open, and past their end. To open: planned, and today within their dates. One query; the rounds come
    along, bare.
    """
    now = clock.now()
    query = (
        select(Phase)
        .join(Phase.round)
        .where(
            Round.status == RoundStatus.PUBLISHED,
            covered(actor, Round, Role.STAFF),
            or_(
                Phase.status == PhaseStatus.CLOSING,
                and_(Phase.status == PhaseStatus.OPEN, Phase.ends_at <= now),
                and_(Phase.status == PhaseStatus.PLANNED, Phase.starts_at <= now, Phase.ends_at > now),
            ),
        )
    )
    bare = [lazyload(each) for each in (Round.phases, Round.envelopes, Round.rulebooks)]
    asker = joinedload(Phase.close_requested_by).lazyload(Person.role_grants)
    return db.session.scalars(
        query.options(contains_eager(Phase.round).options(*bare), asker).order_by(Phase.starts_at, Phase.id)
    ).all()


def rules_of(round: Round) -> Rules:
    """The machine-readable rules in force; before any publication those of the draft, or of the preset."""
    book = round.rulebook or draft_of(round)
    return whole(book.rules) if book else PRESETS[round.preset]


def rule_for_minors() -> str:
    """What the round of the moment says of those below 15; nothing when there is none."""
    round_ = current_round()
    return rules_of(round_)["minors"] if round_ else ""


age.RULES.append(rule_for_minors)


def rules_being_written(round: Round) -> Rules:
    """The rules the next version starts from: those of the draft, otherwise those in force."""
    draft = draft_of(round)
    return whole(draft.rules) if draft else rules_of(round)


def draft_of(round: Round) -> Rulebook | None:
    """The version being written, if any: the last one, not yet published."""
    last = round.rulebooks[-1] if round.rulebooks else None
    return last if last and last.published_at is None else None


def is_frozen(round: Round) -> bool:
    """Whether the vote has been opened: no rule changes any more."""
    vote = round.phase(PhaseKind.VOTE)
    return vote is not None and vote.status is not PhaseStatus.PLANNED


def published_versions(round: Round) -> list[Rulebook]:
    """The published versions of the rulebook, latest first."""
    return [book for book in reversed(round.rulebooks) if book.published_at]


def rulebook_by_number(round: Round, number: int) -> Rulebook | None:
    """One published version."""
    return next((book for book in published_versions(round) if book.number == number), None)


def envelope_cents(round: Round) -> int:
    """The whole of the round's envelopes, in cents of its currency."""
    return sum(envelope.amount_cents for envelope in round.envelopes)


def own_themes(round: Round | None) -> Sequence[RoundTheme]:
    """The themes of a round beside the ten, offered or kept by older ideas, in the order staff gave them."""
    if round is None:
        return []
    query = (
        select(RoundTheme)
        .where(RoundTheme.round_id == round.id)
        .order_by(RoundTheme.position, RoundTheme.name, RoundTheme.id)
    )
    return db.session.scalars(query).all()


def theme_by_public_id(public_id: str) -> RoundTheme | None:
    """A round's own theme."""
    return db.session.scalar(select(RoundTheme).where(RoundTheme.public_id == public_id))
