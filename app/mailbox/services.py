"""What is done with messages: each is received once and answered, its draft opened in a browser, then posted."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.exc import IntegrityError

from app.core import audit, clock, limits
from app.core.errors import Refused
from app.core.extensions import db
from app.files import services as files
from app.files.models import WaitingPicture
from app.ideas import drafts
from app.ideas.models import Idea, IdeaDraft
from app.mailbox import letters, queries
from app.mailbox.models import MailedIdea
from app.mailbox.reading import Letter
from app.mailbox.status import Outcome
from app.notifications.services import tell
from app.notifications.voice import in_the_programmes_language
from app.rounds import calendar
from app.rounds.models import PhaseKind
from app.rounds.queries import current_round, round_in_phase

OF_ONE_SENDER = limits.Limit("mail.receive", 10, timedelta(days=1))
OF_ALL = limits.Limit("mail.receive_all", 300, timedelta(days=1))  # answers that a flood could make us send


class TooManyToday(Exception):
    """Three hundred messages were kept and answered since yesterday: the others stay where they are."""


def receive(letter: Letter) -> tuple[MailedIdea | None, list[str]]:
    """Keep a message as a draft and answer it; (None, []) for one that came already.

    Gives what was left out too, a sentence each. Raises TooManyToday.
    """
    if queries.came_already(letter.key):
        return None, []
    outcome = letter.ignored or _outcome_of(letter)
    if outcome not in {Outcome.KEPT, Outcome.EMPTY}:
        return _written_down(letter, outcome), []
    with in_the_programmes_language():
        picture, remarks = _picture_of(letter)
        remarks += [letters.cut()] if letter.is_cut else []
        outcome = Outcome.KEPT if letter.title or letter.text or picture else Outcome.EMPTY
        mail = _written_down(letter, outcome, picture)
        if mail is None:
            return None, []
        _answer(mail, letter, remarks)
    return mail, remarks


def _outcome_of(letter: Letter) -> Outcome:
    if limits.spend(OF_ONE_SENDER, letter.sender):
        return Outcome.TOO_MANY
    if limits.spend(OF_ALL, "all"):
        raise TooManyToday
    return Outcome.KEPT


def _written_down(letter: Letter, outcome: Outcome, picture: WaitingPicture | None = None) -> MailedIdea | None:
    """The row of a message; None when another run was faster."""
    mail = MailedIdea(key=letter.key, outcome=outcome)
    if outcome is Outcome.KEPT:
        mail.sender, mail.picture = letter.sender, picture
        mail.typed = {"title": letter.title, "body": letter.text, **({"is_cut": True} if letter.is_cut else {})}
    try:
        with db.session.begin_nested():
            db.session.add(mail)
    except IntegrityError:
        if picture is not None:
            files.forget_waiting(picture)
        return None
    audit.record("mailed_idea.receive", mail, by=None, outcome=outcome)
    return mail


def _answer(mail: MailedIdea, letter: Letter, remarks: Sequence[str]) -> None:
    closed = ""
    if round_in_phase(PhaseKind.IDEAS) is None:
        closed = calendar.closed_sentence(current_round(), PhaseKind.IDEAS)
    words = letters.kept(mail, remarks, closed) if mail.outcome is Outcome.KEPT else letters.empty(remarks)
    tell(letter.sender, *words, dedup=f"mailed:{mail.public_id}", in_reply_to=letter.message_id or "<>")


def _picture_of(letter: Letter) -> tuple[WaitingPicture | None, list[str]]:
    """The first photo that can be kept, and a sentence for what was left out and why."""
    kept, remarks = None, []
    for photo in letter.photos:
        if kept is not None:
            remarks += [] if photo.is_inside else [_("Une envie porte une seule photo : la première est gardée.")]
            continue
        try:
            with db.session.begin_nested():
                kept = files.keep_waiting(photo.stream, _("Une photo jointe au courriel"))
                kept.keep_until = clock.now() + queries.KEPT_FOR
        except Refused as refusal:
            quiet = photo.is_inside or not letter.is_whole
            remarks += [] if quiet else [_("Une photo n’a pas pu être gardée. %(why)s", why=str(refusal))]
    if letter.other_files:
        remarks.append(
            ngettext(
                "%(num)s fichier joint n’est pas une photo : il n’est pas gardé.",
                "%(num)s fichiers joints ne sont pas des photos : ils ne sont pas gardés.",
                letter.other_files,
            )
        )
    if not letter.is_whole:
        remarks.append(
            _("Le courriel est trop lourd : seul son début est lu, sans ses photos (15 Mo au plus chacune).")
        )
    return kept, list(dict.fromkeys(remarks))


# --- its sender goes on -------------------------------------------------------------------------------------------


def open_mail(mail: MailedIdea) -> IdeaDraft:
    """Put the words and the photo in the form of this browser. Raises Refused once they are posted or erased."""
    if not mail.waits:
        raise Refused(_("Ce brouillon n’est plus là : il a été déposé, ou effacé au bout de trente jours."))
    if mail.draft is not None and drafts.mine() is mail.draft:
        return mail.draft  # the link again, in the same browser: what was typed since stays
    draft = drafts.keep(mail.typed, afresh=True)
    draft.picture = mail.picture
    mail.draft, mail.opened_at = draft, clock.now()
    audit.record("mailed_idea.open", mail, by=None)
    db.session.flush()
    return draft


@drafts.when_posted
def forget_what_is_posted(draft: IdeaDraft, idea: Idea) -> None:
    """The envie holds the words now; the message keeps only which one it became."""
    if mail := queries.mail_of_draft(draft.id):
        mail.idea, mail.posted_at, mail.draft, mail.picture = idea, clock.now(), None, None
        mail.typed, mail.sender = {}, ""
