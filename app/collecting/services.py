"""What is done with sheets: printed for a meeting, typed by a volunteer, claimed by who wrote them."""

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import delete, update

from app.accounts.models import Person
from app.collecting import codes, queries
from app.collecting.models import Sheet, SheetBatch
from app.core import audit, clock, limits
from app.core.errors import Refused
from app.core.extensions import db
from app.core.text import day
from app.events.models import Event
from app.ideas.models import Idea, IdeaFollow
from app.ideas.services import post_idea
from app.minors.services import require_agreement
from app.rounds.queries import rules_of
from app.rounds.themes import Theme
from app.territories.models import Municipality

MOST_PRINTED, MOST_OF_A_MEETING = 60, 1000
CLAIMS = limits.Limit("sheet.claim", 10, timedelta(hours=1))  # per person: ten codes of 31⁷ are no way in


def print_sheets(event: Event, count: int, *, by: Person) -> list[tuple[int, str]]:
    """Number and code of so many new sheets for a meeting; nobody will read the codes again.

    Raises Refused once a meeting has a thousand sheets.
    """
    before = queries.last_number(event)
    if before + count > MOST_OF_A_MEETING:
        raise Refused(_("Ce rendez-vous a déjà %(n)s feuilles : c’est assez pour une soirée.", n=before), "count")
    batch = SheetBatch(event_id=event.id, first=before + 1, last=before + count, made_by=by)
    db.session.add(batch)
    db.session.flush()
    printed = [(number, codes.draw()) for number in range(batch.first, batch.last + 1)]
    kept = {"batch_id": batch.id, "event_id": event.id}
    db.session.add_all(Sheet(number=number, code_digest=codes.digest(code), **kept) for number, code in printed)
    audit.record("sheet.print", event, by=by, first=batch.first, last=batch.last)
    db.session.flush()
    return printed


def type_sheet(  # noqa: PLR0913  (what the form asks)
    event: Event,
    code: str,
    title: str,
    body: str,
    theme: Theme,
    municipality: Municipality,
    *,
    by: Person,
    first_name: str = "",
) -> Sheet:
    """Keep what a sheet says as an envie, which waits like any other; whoever types it answers for it until claimed.

    Raises Refused for a code that is wrong, of another meeting, or was typed before; and like post_idea().
    """
    sheet = _to_type(event, code)
    idea = post_idea(
        title,
        body,
        theme,
        municipality,
        by=by,
        on_behalf_of=first_name or _("Une personne venue au comptoir"),
        round=event.round,
    )
    db.session.flush()
    typed = update(Sheet).where(Sheet.id == sheet.id, Sheet.idea_id.is_(None))
    if not _done(typed.values(idea_id=idea.id, typed_by_id=by.id, typed_at=clock.now())):
        raise Refused(_("Quelqu’un vient de saisir cette feuille. Passez à la suivante."), "code")
    _no_longer_follows(idea, by)
    audit.record("sheet.type", sheet, by=by, event=event.public_id, idea=idea.public_id)
    db.session.refresh(sheet)
    return sheet


def _to_type(event: Event, code: str) -> Sheet:
    sheet = queries.sheet_by_code(codes.read(code))
    if sheet is None:
        raise Refused(_("Aucune feuille imprimée ici ne porte ce code. Relisez-le sur la feuille."), "code")
    if sheet.event_id != event.id:
        words = _(
            "Cette feuille vient d’un autre rendez-vous : « %(title)s ». Saisissez-la là.", title=sheet.event.title
        )
        raise Refused(words, "code")
    if sheet.idea is not None:
        raise Refused(
            _(
                "La feuille n° %(number)s est déjà saisie, le %(day)s : « %(title)s ». Passez à la suivante.",
                number=sheet.number,
                day=day(sheet.typed_at or clock.now()),
                title=sheet.idea.title,
            ),
            "code",
        )
    return sheet


def spend_claim(*, by: Person) -> timedelta | None:
    """Count one try, to be committed whatever comes of it; how long to wait after ten in an hour."""
    return limits.spend(CLAIMS, by.public_id)


class TooManyCodes(Refused):
    """Ten codes were tried in an hour."""

    def __init__(self, wait: timedelta) -> None:
        words = ngettext(
            "Trop de codes ont été essayés. Réessayez dans %(num)s minute.",
            "Trop de codes ont été essayés. Réessayez dans %(num)s minutes.",
            limits.minutes(wait),
        )
        super().__init__(words, "code")


def claim_sheet(code: str, *, by: Person) -> Idea:
    """Make whoever holds the stub the author of the envie, once; the same person again gets it without a change.

    Raises Refused for a code that is wrong, a sheet nobody typed yet, and one that somebody else claimed.
    """
    sheet = queries.sheet_by_code(codes.read(code))
    if sheet is None:
        raise Refused(_("Aucune feuille ne porte ce code. Relisez le talon, caractère après caractère."), "code")
    if sheet.idea is None:
        raise Refused(
            _("Votre feuille n’est pas encore saisie : l’équipe les recopie dans les jours qui suivent le comptoir."),
            "code",
        )
    idea = sheet.idea
    if sheet.claimed_by_id == by.id and idea.author_id == by.id:
        return idea
    if sheet.claimed_by_id is not None or sheet.typed_by_id not in {None, idea.author_id}:
        raise Refused(_("Cette envie a déjà retrouvé son auteur. Si c’est une erreur, écrivez-nous."), "code")
    require_agreement(by, rules_of(idea.round)["minors"], _("Gardez votre talon : son code servira encore."))
    claimed = update(Sheet).where(Sheet.id == sheet.id, Sheet.claimed_by_id.is_(None))
    if not _done(claimed.values(claimed_by_id=by.id, claimed_at=clock.now())):
        raise Refused(_("Cette envie a déjà retrouvé son auteur. Si c’est une erreur, écrivez-nous."), "code")
    become_author(idea, by=by, sheet=sheet.public_id)
    limits.forget(CLAIMS, by.public_id)
    return idea


def become_author(idea: Idea, *, by: Person, **how: str) -> None:
    """An envie typed for somebody is theirs now: their name stands on it, and they follow it."""
    typist = idea.author
    idea.author, idea.on_behalf_of = by, ""
    db.session.merge(IdeaFollow(idea_id=idea.id, person_id=by.id))
    audit.record("idea.claim", idea, by=by, typed_by=typist.public_id, **how)
    db.session.flush()


def _no_longer_follows(idea: Idea, typist: Person) -> None:
    """Whoever types a pile does not follow forty envies of others."""
    follows = (IdeaFollow.idea_id == idea.id) & (IdeaFollow.person_id == typist.id)
    db.session.execute(delete(IdeaFollow).where(follows))


def _done(statement: object) -> bool:
    return bool(db.session.execute(statement, execution_options={"synchronize_session": False}).rowcount)  # type: ignore[attr-defined, call-overload]  # an UPDATE has one
