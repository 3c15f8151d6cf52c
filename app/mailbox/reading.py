"""A message as the network brings it becomes a letter: who wrote, which words, which photos; or why nobody is answered.

Headers and texts are decoded leniently: a message may lie about its charset, or hold anything at all.
"""

import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from itertools import islice

from app.accounts.queries import normal_email
from app.mailbox import cleaning
from app.mailbox.status import Outcome

MOST_PARTS = 300  # looked at, of one message
MOST_PHOTOS = 10
PICTURE_NAMES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif")
ROBOTS = re.compile(r"^(?:mailer-daemon|postmaster|no-?reply|ne-?pas-?repondre|do-?not-?reply|bounces?)\b", re.I)
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")

SIGNS = (
    "return-path", "auto-submitted", "x-autoreply", "x-autorespond", "precedence", "list-id", "list-post",
    "x-spam-flag", "authentication-results",
)  # fmt: skip


@dataclass(frozen=True)
class Photo:
    """What claims to be a photo; one drawn inside the text may be the logo of a signature."""

    content: bytes
    is_inside: bool

    @property
    def stream(self) -> io.BytesIO:
        """Its bytes, to be read from the start."""
        return io.BytesIO(self.content)


@dataclass(frozen=True)
class Letter:
    """One message, read."""

    key: str  # one message, one key: the digest of its Message-ID, or of all of it
    message_id: str = ""
    sender: str = ""
    title: str = ""
    text: str = ""
    photos: list[Photo] = field(default_factory=list)
    other_files: int = 0  # attachments that are no photo
    is_whole: bool = True
    is_cut: bool = False  # only the beginning of its text is kept
    ignored: Outcome | None = None


def read_letter(content: bytes, ours: Iterable[str], *, is_whole: bool = True) -> Letter:
    """Read a message; `ours` are the addresses of this site, whose mails are never answered.

    Whatever is wrong with it, something comes back: at worst an unreadable letter that has a key.
    """
    whole_key = hashlib.sha256(content).hexdigest()
    try:
        message = message_from_bytes(content)
        message_id = " ".join(_words(message, "Message-ID").split())[:900]
        key = hashlib.sha256(message_id.encode()).hexdigest() if message_id else whole_key
        sender = sender_of(message)
        if ignored := why_ignored(message, sender, {normal_email(each) for each in ours if each}):
            return Letter(key, ignored=ignored)
        title, text, photos, others = _contents(message)
        kept, is_cut = text[: cleaning.KEPT], len(text) > cleaning.KEPT
        return Letter(key, _plain_id(message_id), sender, title, kept, photos, others, is_whole, is_cut=is_cut)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, HeaderParseError, AssertionError):
        return Letter(whole_key, ignored=Outcome.UNREADABLE)  # the standard parser gave up


def sender_of(message: Message) -> str:
    """The one address to answer, in small letters; empty when there is none that a mail could go to.

    Read before the name is decoded (RFC 2047, 6.2): a name may hold a comma, or an address that is nobody's to choose.
    """
    address = parseaddr(" ".join(str(message.get("From", "")).split()))[1]
    return normal_email(address) if len(address) <= 254 and ADDRESS.fullmatch(address) else ""


def why_ignored(message: Message, sender: str, ours: set[str]) -> Outcome | None:
    """Why nobody is answered: no loop between two machines (RFC 3834), nothing to the victim of a forged address."""
    said = {name: _words(message, name).strip().lower() for name in SIGNS}
    automatic = said["auto-submitted"].partition(";")[0].strip() not in {"", "no"}
    reasons = {
        Outcome.BOUNCE: message.get_content_type() == "multipart/report" or said["return-path"] == "<>",
        Outcome.OURS: sender in ours,
        Outcome.AUTOMATIC: automatic or bool(said["x-autoreply"] or said["x-autorespond"] or ROBOTS.match(sender)),
        Outcome.LIST: bool(said["list-id"] or said["list-post"]) or said["precedence"] in {"bulk", "list", "junk"},
        Outcome.SPAM: said["x-spam-flag"] == "yes" or "dmarc=fail" in said["authentication-results"],
        Outcome.NO_SENDER: not sender,
    }
    return next((outcome for outcome, found in reasons.items() if found), None)


def _contents(message: Message) -> tuple[str, str, list[Photo], int]:
    plain: list[str] = []
    html: list[str] = []
    photos: list[Photo] = []
    others = 0
    for part in islice(_leaves(message), MOST_PARTS):
        kind, name = part.get_content_type(), (part.get_filename() or "").lower()
        attached = part.get_content_disposition() == "attachment" or bool(name)
        if kind.startswith("image/") or name.endswith(PICTURE_NAMES):
            if len(photos) < MOST_PHOTOS:
                photos.append(Photo(_bytes(part), part.get_content_disposition() != "attachment"))
        elif attached:
            others += 1
        elif kind == "text/plain":
            text = _text(part)
            plain.append(cleaning.unfolded(text) if str(part.get_param("format")).lower() == "flowed" else text)
        elif kind == "text/html":
            html.append(_text(part))
    text = _written(plain, html)
    return cleaning.title_of(_words(message, "Subject"), text), text, photos, others


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order; what is inside a message sent as a file is not this sender's."""
    ahead: list[Message] = [message]
    while ahead:
        part = ahead.pop(0)
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            ahead[:0] = [each for each in inside if isinstance(each, Message)]
        elif part.get_content_maintype() != "message":
            yield part


def _written(plain: list[str], html: list[str]) -> str:
    if text := cleaning.written_today("\n\n".join(plain)):
        return text
    together = "\n".join(html)
    own = cleaning.written_today(cleaning.words_of_html(together))
    return own or cleaning.written_today(cleaning.words_of_html(together, with_quotes=True))


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(part: Message) -> str:
    content = _bytes(part)[: 4 * cleaning.LONGEST]
    return _decoded(content, part.get_content_charset() or "")


def _decoded(content: bytes, charset: str) -> str:
    """The signs of some bytes: as they say, otherwise in the two ways that are usual; a stray byte never stops it."""
    for each in filter(None, (charset, "utf-8")):
        try:
            return content.decode(each)
        except (LookupError, UnicodeError, ValueError):
            continue
    return content.decode("cp1252", errors="replace")


def _words(message: Message, name: str) -> str:
    """A header as it is read, without control signs."""
    pieces = []
    for value, charset in decode_header(message.get(name) or ""):
        content = value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value
        pieces.append(_decoded(content, (charset or "").replace("unknown-8bit", "")) if content else "")
    return re.sub(r"[\x00-\x1f\x7f]+", " ", "".join(pieces))


def _plain_id(message_id: str) -> str:
    """The identifier when an answer may carry it: one word of plain signs between angle brackets."""
    return message_id if re.fullmatch(r"<[!-;=?-~]{1,250}>", message_id) else ""
