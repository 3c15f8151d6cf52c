"""What is done in the booth: check, send a code, cast, sign the receipt."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import force_locale, get_locale
from flask_babel import gettext as _
from sqlalchemy import delete, insert, select

from app.accounts.models import CodePurpose
from app.accounts.services.codes import issue_code, redeem_code
from app.booth import keys, queries, receipts, roll
from app.booth.models import Ballot, Voter
from app.booth.receipts import Receipt
from app.booth.roll import Identity
from app.core import clock, mail
from app.core.errors import Refused
from app.core.extensions import db
from app.notifications import services as notifications
from app.rounds import calendar
from app.rounds.models import Phase, PhaseKind, Round
from voting.ballots import refusal
from voting.sentences import explain


@dataclass(frozen=True)
class Cast:
    """A ballot as it stands in the box, to be receipted once committed."""

    round: str
    commitment: str
    revision: int

    @property
    def replaced(self) -> bool:
        """Whether the same person had voted before."""
        return self.revision > 1


def check_choices(round_: Round, codes: Sequence[str]) -> None:
    """Refuse a ballot the rulebook would not count, with the rulebook's own sentence."""
    costs = {proposal.code: proposal.requested_cents for proposal in queries.ballot_proposals(round_)}
    if reason := refusal(codes, queries.ballot_rule(round_), costs):
        raise Refused(explain(reason, str(get_locale() or "fr")[:2]))


def request_code(round_: Round, identity: Identity, codes: Sequence[str], *, browser: str = "") -> None:
    """Check the calendar, the ballot and the age, then send the code. Refused: nothing is sent.

    The roll is not asked: whoever could read here that a code was refused would know who has voted. The keys of the
    round are made now if need be: the ballot that follows finds them.
    """
    calendar.require_open(round_, PhaseKind.VOTE)
    check_choices(round_, codes)
    roll.check_age(round_, identity)
    keys.of_round(round_.public_id, may_create=not queries.has_voters(round_))
    issue_code(CodePurpose.VOTE, identity.address, subject=identity.code_subject(round_), browser=browser)


def cast_ballot(
    round_: Round, identity: Identity, codes: Sequence[str], code: str, *, browser: str = ""
) -> Cast | Refused:
    """Put the ballot in the box if the code is right and the vote is open by the database's own clock.

    A refusal that is returned is raised by the caller after the commit: the code is used up, and the person whose name
    was given with another address is told.
    """
    calendar.require_open(round_, PhaseKind.VOTE)
    check_choices(round_, codes)
    redeem_code(CodePurpose.VOTE, identity.address, identity.code_subject(round_), code, browser=browser)
    require_open_now(round_)  # last: trying the code commits, and would let go of the lock on the phase
    try:
        return put_ballot(round_, identity, codes)
    except roll.NotThisAddress as refused:
        if refused.known is not None:
            _tell_known(round_, refused.known)
        return refused


def _tell_known(round_: Round, known: Voter) -> None:
    """The address on the roll learns, once a day at most, that somebody tried with another one."""
    with force_locale("fr"):
        body = _(
            "Bonjour,\n\nQuelqu’un a voulu voter pour « %(round)s » sous le nom « %(name)s », avec une autre "
            "adresse que celle-ci. Le vote déjà enregistré n’a pas changé.\n\nSi c’était vous : pour changer d’avis, "
            "votez de nouveau avec cette adresse-ci, jusqu’à la clôture. Si ce n’était pas vous, il n’y a rien à "
            "faire ; écrivez-nous si vous voulez que nous regardions.",
            round=round_.name,
            name=known.name,
        )
        subject = _("Quelqu’un a voulu voter à votre nom")
    notifications.tell(known.email, subject, body, dedup=f"other-address:{known.public_id}:{clock.today()}")


def require_open_now(round_: Round) -> None:
    """Refuse outside the vote. The phase stays locked until the commit: it cannot close before the ballot is in."""
    db.session.scalars(
        select(Phase)
        .where(Phase.round_id == round_.id, Phase.kind == PhaseKind.VOTE)
        .with_for_update(read=True)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if not calendar.is_open(round_, PhaseKind.VOTE, at=clock.database_now(db.session)):
        calendar.require_open(round_, PhaseKind.VOTE)
        raise Refused(_("Le vote vient de se terminer. Rien n’a été enregistré."))


def put_ballot(round_: Round, identity: Identity, codes: Sequence[str]) -> Cast:
    """Enter the voter on the roll and the ballot in the box, or replace the ballot of the same person.

    No line of audit: the roll and the box are the record, and a line with its hour would tie them together.
    """
    first = not queries.has_voters(round_)
    voter, is_new = roll.enter(round_, identity)
    pseudonym = keys.pseudonym(round_, voter.public_id, may_create=first)
    ballot = db.session.get(Ballot, (round_.id, pseudonym), populate_existing=True)
    if not is_new and ballot is None:
        raise RuntimeError("a voter of the roll has no ballot under the keys of this round")
    nonce = secrets.token_hex(16)
    commitment = keys.commitment(nonce, codes)
    if ballot is None:
        ballot = Ballot(round_id=round_.id, pseudonym=pseudonym, revision=0)
        db.session.add(ballot)
    ballot.choices, ballot.nonce, ballot.commitment, ballot.revision = (
        sorted(codes),
        nonce,
        commitment,
        ballot.revision + 1,
    )
    db.session.flush()
    return Cast(round_.public_id, commitment, ballot.revision)


def sign_receipt(cast: Cast) -> Receipt:
    """The receipt of a ballot. Call it after the commit: a receipt must not outlive a ballot that was rolled back."""
    return receipts.sign(keys.of_round(cast.round, may_create=False), cast.round, cast.commitment, cast.revision)


def mail_receipt(round_: Round, email: str, receipt: Receipt) -> bool:
    """Mail the receipt, never the choices; False when nobody took the mail: the receipt is on the screen anyway.

    It leaves at once and not through the outbox: a receipt kept beside an address would tie the ballot to its voter.
    """
    body = _(
        "Bonjour,\n\nVotre vote pour « %(round)s » est enregistré. Voici votre reçu :\n\n%(receipt)s\n\n"
        "Il ne dit pas ce que vous avez choisi. Il prouve qu’un bulletin est dans l’urne : collez-le sur la page de "
        "vérification du site. Vous pouvez changer d’avis jusqu’à la clôture ; le dernier vote remplace le précédent.",
        round=round_.name,
        receipt=receipt.text,
    )
    try:
        mail.deliver(email, _("Votre reçu de vote"), body)
    except mail.MailUnreachable:
        return False
    return True


def reshuffle_box(round_: Round) -> int:
    """Write every ballot again, in the order of the pseudonyms and in one transaction; return how many there are.

    PostgreSQL remembers with each row the transaction that wrote it, and keeps rows in the order they came: until then
    a ballot and its line on the roll share that number and that place, and whoever reads the files of the database, or
    a copy, could put them together without the key. Voting waits meanwhile.
    """
    db.session.scalars(
        select(Phase).where(Phase.round_id == round_.id, Phase.kind == PhaseKind.VOTE).with_for_update()
    ).one_or_none()
    columns = [column.name for column in Ballot.__table__.columns]
    box = select(Ballot.__table__).where(Ballot.round_id == round_.id).order_by(Ballot.pseudonym)
    rows = [dict(zip(columns, row, strict=True)) for row in db.session.execute(box)]
    db.session.execute(delete(Ballot).where(Ballot.round_id == round_.id))
    if rows:
        db.session.execute(insert(Ballot), rows)
    db.session.expire_all()
    return len(rows)


@dataclass(frozen=True)
class Checked:
    """What a pasted receipt is worth."""

    round: Round | None
    signed: bool
    in_box: bool


def check_receipt(text: str) -> Checked:
    """Whether the receipt was signed here and whether its ballot is in the box now."""
    receipt = receipts.parse(text)
    round_ = queries.public_round(receipt.round) if receipt else None
    if receipt is None or round_ is None or not queries.has_voters(round_):
        return Checked(round_, signed=False, in_box=False)
    signed = receipts.is_signed(receipt, keys.of_round(round_.public_id, may_create=False).public)
    return Checked(round_, signed, signed and queries.box_holds(round_, receipt.commitment))
