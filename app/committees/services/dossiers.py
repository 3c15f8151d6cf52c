"""One dossier before the committee: who steps back, each vote, and what is said in the end with its reason."""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.committees import queries
from app.committees.models import AgendaItem, CommitteeMember, MemberVote, Recusal, Seat, Sitting
from app.committees.status import Outcome, SittingStatus
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from moderation.committee import Choice, Votes


class Said(NamedTuple):
    """What the committee says: the outcome and why; votes when they are counted by hand, none when each was called."""

    outcome: Outcome
    reason: str
    by_consensus: bool = False
    votes: Votes | None = None
    casting: bool = False


def note_links(item: AgendaItem, members: Sequence[CommitteeMember]) -> None:
    """Write down the members tied to a dossier that are not written yet: certain ties step back at once."""
    known = {recusal.member_id: recusal for recusal in item.recusals}
    for link in queries.links_of(item, members):
        older = known.get(link.member.id)
        if older is None:
            back = True if link.is_certain else None
            item.recusals.append(Recusal(member_id=link.member.id, reason=link.why, steps_back=back))
        elif link.is_certain and not older.steps_back:  # joined the team since
            older.steps_back, older.reason, older.noted_by_id = True, link.why, None
    db.session.flush()


def answer_link(item: AgendaItem, member: CommitteeMember, steps_back: bool, reason: str, *, by: Person) -> None:
    """Say whether a member steps back from a dossier, and why. Raises Refused without a reason, or once it is settled.

    Whoever is of the team, or declared an interest, steps back whatever is said.
    """
    _hold(item)
    _require_open(item)
    if not reason.strip():
        raise Refused(_("Dites pourquoi en quelques mots : le procès-verbal le reprend."), "reason")
    recusal = next((each for each in item.recusals if each.member_id == member.id), None)
    if recusal is not None and recusal.steps_back and recusal.noted_by_id is None and not steps_back:
        raise Refused(
            _("%(name)s est lié·e à ce projet (%(why)s) et se retire.", name=member.person.name, why=recusal.reason)
        )
    if recusal is None:
        recusal = Recusal(member_id=member.id, reason=reason.strip())
        item.recusals.append(recusal)
    recusal.steps_back, recusal.reason, recusal.noted_by_id = steps_back, reason.strip(), by.id
    recusal.noted_at = clock.now()
    for voice in [each for each in item.voices if each.member_id == member.id and steps_back]:
        item.voices.remove(voice)
        db.session.delete(voice)
    db.session.flush()
    audit.record("agenda.recuse", item, by=by, member=member.public_id, steps_back=steps_back, reason=reason.strip())


def cast_vote(item: AgendaItem, member: CommitteeMember, choice: Choice, *, by: Person) -> MemberVote:
    """Note one member's vote, once. Raises Refused for who is absent, has no vote, stepped back or voted already."""
    _hold(item)
    _require_open(item)
    members = queries.sitting_members(item.sitting)
    note_links(item, members)
    name = member.person.name
    if any(each.member_id == member.id and each.steps_back for each in item.recusals):
        raise Refused(_("%(name)s se retire pour ce dossier : sa voix ne compte pas.", name=name))
    if member not in queries.voters_on(item, members):
        raise Refused(_("%(name)s n’a pas de voix ici : absence, ou siège sans vote.", name=name))
    given = next((each for each in item.voices if each.member_id == member.id), None)
    if given is not None:
        raise Refused(_already(name, given))
    vote = MemberVote(member_id=member.id, choice=choice, noted_by_id=by.id)
    try:
        with db.session.begin_nested():
            item.voices.append(vote)
            db.session.flush()
    except IntegrityError:
        raise Refused(_("%(name)s a déjà donné sa voix pour ce dossier.", name=name)) from None
    audit.record("agenda.vote", item, by=by, member=member.public_id, choice=choice.value)
    return vote


def _already(name: str, given: MemberVote) -> str:
    return _("%(name)s a déjà donné sa voix pour ce dossier : « %(choice)s ».", name=name, choice=given.choice_name)


def say(item: AgendaItem, said: Said, *, by: Person) -> None:
    """Write what the committee says of a dossier, until the sitting is closed; the last word counts.

    Raises Refused without a reason, below the quorum, while a tie is unanswered, or when the votes say otherwise.
    """
    _hold(item)
    _require_open(item)
    if not said.reason.strip():
        raise Refused(_("Donnez la raison : c’est elle que la décision reprendra."), "reason")
    members = queries.sitting_members(item.sitting)
    note_links(item, members)
    if said.outcome is not Outcome.ADJOURN:
        _check_strength(item, members)
    votes = None if said.by_consensus else _votes(item, said, members)
    before = item.outcome
    with db.session.no_autoflush:  # an outcome and its reason go together
        item.outcome, item.reason, item.by_consensus = said.outcome, said.reason.strip(), said.by_consensus
        counts = (votes.given_for, votes.against, votes.abstained) if votes else (None, None, None)
        item.votes_for, item.votes_against, item.votes_abstained = counts
        item.casting_vote = bool(votes and votes.is_tied and said.casting)
        item.said_at, item.said_by_id = clock.now(), by.id
    db.session.flush()
    facts = {"votes": [votes.given_for, votes.against, votes.abstained]} if votes else {"consensus": said.by_consensus}
    audit.record("agenda.say", item, by=by, before=before, after=said.outcome, reason=item.reason, **facts)


def _check_strength(item: AgendaItem, members: Sequence[CommitteeMember]) -> None:
    if silent := queries.unsaid(item):
        raise Refused(
            _(
                "Dites d’abord si %(name)s se retire pour ce dossier (%(why)s).",
                name=silent[0].member.person.name,
                why=silent[0].reason,
            )
        )
    strength = queries.strength_of(item.sitting, members, item)
    if not strength.is_met:
        raise Refused(
            _(
                "Le quorum n’est pas atteint pour ce dossier : %(present)s présents sur %(members)s, il en faut "
                "%(needed)s. Ajournez-le.",
                present=strength.present,
                members=strength.members,
                needed=strength.needed,
            )
        )


def _votes(item: AgendaItem, said: Said, members: Sequence[CommitteeMember]) -> Votes | None:
    """The votes behind the outcome; none are asked to adjourn."""
    voters = queries.voters_on(item, members)
    votes = said.votes or (Votes.counted([each.choice for each in item.voices]) if item.voices else None)
    if said.outcome is Outcome.ADJOURN and votes is None:
        return None
    if votes is None:
        raise Refused(_("Notez les voix, ou dites qu’il y a consensus."), "votes_for")
    if votes.total != len(voters):
        raise Refused(
            _(
                "%(given)s voix pour %(voters)s membres présents qui votent : notez une abstention pour qui ne prend "
                "pas parti.",
                given=votes.total,
                voters=len(voters),
            ),
            "votes_for",
        )
    if said.outcome in {Outcome.LABEL, Outcome.REFUSE}:
        _check_agrees(said, votes, voters)
    return votes


def _check_agrees(said: Said, votes: Votes, voters: Sequence[CommitteeMember]) -> None:
    chaired = any(member.seat is Seat.CHAIR for member in voters)
    if votes.is_tied and not said.casting:
        raise Refused(
            _("Autant de voix pour que contre : la voix de la présidence départage, ou bien ajournez."), "casting"
        )
    if votes.is_tied and not chaired:
        raise Refused(_("La présidence est absente ou se retire : à égalité, ajournez ce dossier."), "casting")
    if not votes.allows(label=said.outcome is Outcome.LABEL, casting=said.casting):
        raise Refused(_("Les voix disent le contraire : vérifiez-les, ou changez la réponse."), "outcome")


def _hold(item: AgendaItem) -> None:
    db.session.flush()
    db.session.refresh(item.sitting, with_for_update={"of": Sitting})
    db.session.refresh(item)
    db.session.refresh(item.proposal)


def _require_open(item: AgendaItem) -> None:
    if item.sitting.status is not SittingStatus.OPEN:
        raise Refused(_("La séance n’est pas en cours : « %(status)s ».", status=item.sitting.status_label))
    if not item.is_live:
        raise Refused(_("Ce dossier n’attend plus de décision : « %(status)s ».", status=item.proposal.status_label))
