"""A sitting: planned, its agenda put in order, its members called, opened with its quorum, closed with its minutes."""

from collections.abc import Collection, Sequence
from datetime import datetime

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import Person
from app.committees import queries
from app.committees.models import AgendaItem, Presence, Sitting
from app.committees.services.dossiers import note_links
from app.committees.status import SittingStatus
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.core.text import moment
from app.notifications.services import notify_all
from app.notifications.topics import Topic
from app.projects.models import Proposal
from app.rounds.models import Round
from app.rounds.queries import rules_of


def plan_sitting(round_: Round, held_at: datetime, place: str, note: str = "", *, by: Person) -> Sitting:
    """Prepare a sitting; the quorum is that of the rulebook in force. Raises Refused for a day that is over."""
    if held_at <= clock.now():
        raise Refused(_("Cette date est passée : choisissez-en une à venir."), "day")
    sitting = Sitting(
        round=round_,
        held_at=held_at,
        place=place.strip(),
        note=note.strip(),
        quorum_percent=rules_of(round_)["quorum_percent"],
    )
    db.session.add(sitting)
    db.session.flush()
    audit.record("sitting.plan", sitting, by=by, round=round_.public_id, held_at=held_at.isoformat(), place=place)
    return sitting


def add_to_agenda(sitting: Sitting, proposals: Sequence[Proposal], *, by: Person) -> int:
    """Put dossiers at the end of the agenda; those that are there, or wait for nothing, are left out. How many came."""
    _hold(sitting)
    _require_movable(sitting)
    waiting = {each.id: each for each in queries.waiting_for_a_sitting(sitting)}
    coming = [waiting[each.id] for each in proposals if each.id in waiting]
    last = max((item.position for item in sitting.items), default=0)
    for position, proposal in enumerate(coming, last + 1):
        sitting.items.append(AgendaItem(proposal=proposal, position=position))
    db.session.flush()
    if coming:
        codes = [proposal.code for proposal in coming]
        audit.record("sitting.add_to_agenda", sitting, by=by, proposals=codes)
    return len(coming)


def move_item(item: AgendaItem, to: int, *, by: Person) -> None:
    """Put a dossier at place `to` (1 is the first)."""
    _hold(item.sitting)
    _require_movable(item.sitting)
    items = list(item.sitting.items)
    items.remove(item)
    items.insert(min(max(0, to - 1), len(items)), item)
    for position, each in enumerate(items, 1):
        each.position = position
    audit.record("sitting.move_item", item, by=by, to=item.position)


def remove_item(item: AgendaItem, *, by: Person) -> None:
    """Take a dossier off the agenda. Raises Refused once the committee has spoken of it."""
    _hold(item.sitting)
    _require_movable(item.sitting)
    if item.outcome is not None or item.voices:
        raise Refused(_("Le comité s’est prononcé sur ce dossier : il reste à l’ordre du jour."))
    audit.record("sitting.remove_item", item.sitting, by=by, proposal=item.proposal.code)
    for recusal in item.recusals:
        db.session.delete(recusal)
    db.session.flush()
    db.session.delete(item)
    db.session.flush()
    db.session.expire(item.sitting, ["items"])


def convene(sitting: Sitting, *, by: Person) -> int:
    """Call the members with the agenda; how many were called. Raises Refused without members or without a dossier."""
    _hold(sitting)
    people = [member.person for member in queries.sitting_members(sitting)]
    if not people:
        raise Refused(_("Le comité n’a encore aucun membre : composez-le d’abord."))
    if not sitting.items:
        raise Refused(_("L’ordre du jour est vide : ajoutez au moins un dossier."))
    advance(sitting, "convene", by=by, members=len(people), dossiers=len(sitting.items))
    subject = lazy_gettext("Comité de labellisation : vous êtes convoqué·e")
    when = LazyString(lambda: moment(sitting.held_at))
    opening = lazy_gettext(
        "Le comité de labellisation de l’édition « %(round)s » se réunit le %(when)s. Lieu : %(place)s.",
        round=sitting.round.name,
        when=when,
        place=sitting.place,
    )
    agenda = "\n".join(f"{number}. {item.proposal.title}" for number, item in enumerate(sitting.items, 1))
    after = lazy_gettext(
        "La suite : lisez les dossiers avant la séance. Si vous êtes lié·e à l’un d’eux, dites-le à l’équipe : vous "
        "vous retirerez pour ce dossier."
    )
    told = [opening, sitting.note, lazy_gettext("Ordre du jour :"), agenda, after]
    link = f"/comite/seances/{sitting.public_id}"
    notify_all(people, Topic.STAFF_WORK, subject, *told, link=link, by=by, dedup=f"convened-{sitting.public_id}")
    return len(people)


def cancel(sitting: Sitting, reason: str, *, by: Person) -> None:
    """Call a sitting off; its dossiers may go to another, and those who were called are told why."""
    _hold(sitting)
    called = sitting.status is SittingStatus.CONVENED
    advance(sitting, "cancel", by=by, reason=reason.strip())
    sitting.cancel_reason = reason.strip()
    if called:
        people = [member.person for member in queries.sitting_members(sitting)]
        when = LazyString(lambda: moment(sitting.held_at))
        subject = lazy_gettext("La séance du %(when)s est annulée", when=when)
        why = lazy_gettext("Raison : %(reason)s", reason=reason.strip())
        notify_all(people, Topic.STAFF_WORK, subject, why, link=f"/comite/seances/{sitting.public_id}", by=by)


def note_presences(sitting: Sitting, members: Collection[int], *, by: Person) -> None:
    """Write down who is there, by the keys of the seats; others are absent. Raises Refused once the sitting is over."""
    _hold(sitting)
    _require_movable(sitting)
    known = {member.id for member in queries.sitting_members(sitting)}
    wanted, there = set(members) & known, {each.member_id: each for each in sitting.presences}
    spoken = {voice.member_id for item in sitting.items for voice in item.voices if item.outcome is None}
    if spoken & (there.keys() - wanted):
        raise Refused(_("Une personne qui a déjà donné sa voix ne peut pas être notée absente : finissez ce vote."))
    for key in there.keys() - wanted:
        db.session.delete(there[key])
    db.session.add_all(Presence(sitting_id=sitting.id, member_id=key) for key in wanted - there.keys())
    db.session.flush()
    db.session.expire(sitting, ["presences"])
    sitting.status_at = sitting.status_at or clock.now()
    audit.record("sitting.note_presences", sitting, by=by, present=len(wanted), members=len(known))


def open_sitting(sitting: Sitting, *, by: Person) -> None:
    """Begin, with the members who are there. Raises Refused below the quorum, or without a dossier."""
    _hold(sitting)
    members = queries.sitting_members(sitting)
    if not sitting.items:
        raise Refused(_("L’ordre du jour est vide : ajoutez au moins un dossier."))
    strength = queries.strength_of(sitting, members)
    if not strength.is_met:
        raise Refused(no_quorum(strength))
    advance(sitting, "open", by=by, present=strength.present, members=strength.members, needed=strength.needed)
    sitting.opened_at = clock.now()
    for item in sitting.items:
        note_links(item, members)


def no_quorum(strength: queries.Strength) -> str:
    """Why so few cannot decide."""
    return _(
        "Le quorum n’est pas atteint : %(present)s présents parmi les %(members)s membres qui votent, il en faut "
        "%(needed)s. Notez les présences, ou ajournez.",
        present=strength.present,
        members=strength.members,
        needed=strength.needed,
    )


def close_sitting(sitting: Sitting, *, by: Person) -> None:
    """End; the minutes are fixed. Raises Refused while a dossier of the agenda has no answer: adjourn it."""
    _hold(sitting)
    left = [item.proposal.title for item in sitting.items if item.outcome is None and item.is_live]
    if left and sitting.status is SittingStatus.OPEN:
        raise Refused(
            _("Un dossier n’a pas encore de réponse : « %(title)s ». Décidez, ou ajournez-le.", title=left[0])
        )
    advance(sitting, "close", by=by, dossiers=len(sitting.items))
    sitting.closed_at = clock.now()


def write_remarks(sitting: Sitting, remarks: str, *, by: Person) -> None:
    """What the minutes say beside the dossiers. Raises Refused unless the sitting is being held."""
    _hold(sitting)
    if sitting.status is not SittingStatus.OPEN:
        raise Refused(_("Le procès-verbal s’écrit pendant la séance : elle n’est pas en cours."))
    sitting.remarks = remarks.strip()
    audit.record("sitting.write_remarks", sitting, by=by, length=len(sitting.remarks))


def _hold(sitting: Sitting) -> None:
    """One deed at a time on a sitting; read it as the last one left it."""
    db.session.flush()
    db.session.refresh(sitting, with_for_update={"of": Sitting})
    items = select(AgendaItem).where(AgendaItem.sitting_id == sitting.id)
    db.session.scalars(items.execution_options(populate_existing=True)).all()


def _require_movable(sitting: Sitting) -> None:
    if sitting.is_over:
        raise Refused(_("Cette séance est finie : plus rien n’y change."))
