"""What somebody wrote in a message: without the conversation it answers, without the signature."""

import re

from app.core.html import only_lines, without_tags
from app.core.pasted import NEW_LINE, POINT, cleaned_paste

LONGEST = 200_000  # signs of a text that are looked at
KEPT = 20_000  # signs kept: the form asks for 1,000, and its author chooses which
TITLE_KEPT = 300
ANSWER = re.compile(r"^\s*(?:re|ré|tr|fw|fwd|aw|wg|rif|i)\s*(?:\[\d+\])?\s*:\s*", re.I)
LIST_NAME = re.compile(r"^\s*\[[^\]]{1,40}\]\s*")
# What mail programs put above the message they quote, or below the text; from there on, nothing was written today.
HISTORY = [
    re.compile(r"^(?:le|on|am|el|il)\b.{4,200}(?:a écrit|wrote|schrieb|escribió|ha scritto)\s*:?$", re.I),
    re.compile(
        r"^-{2,}\s*(?:message (?:d.origine|original|transféré)|original message|forwarded message)\s*-{2,}", re.I
    ),
    re.compile(r"^_{20,}$"),
    re.compile(
        r"^(?:envoyé (?:de|depuis|à partir de) |sent from |obtenez outlook|get outlook|télécharger outlook)", re.I
    ),
]
OUTLOOK = (re.compile(r"^(?:de|from)\s*:\s", re.I), re.compile(r"^(?:envoyé|sent|date)\s*:\s", re.I))
LINES = {"br", "p", "div", "li", "tr", "table", "ul", "ol", *(f"h{level}" for level in range(1, 7))}


def words_of_html(html: str, *, with_quotes: bool = False) -> str:
    """What a mail program would show of a message in HTML; the quoted conversation only `with_quotes`."""
    unread = {"script", "style", "title"} | (set() if with_quotes else {"blockquote"})
    kept = only_lines(html[:LONGEST], LINES, unread)
    lines = POINT.sub("\n- ", NEW_LINE.sub("\n", " ".join(kept.split())))
    return cleaned_paste(without_tags(lines))


def unfolded(text: str) -> str:
    """A text whose long lines were cut by the mail program, which says so by a space at the end (RFC 3676)."""
    lines: list[str] = []
    for line in text.splitlines():
        bare = line.removeprefix(" ")
        if lines and lines[-1].endswith(" ") and not bare.startswith(">") and lines[-1] != "-- ":
            lines[-1] += bare
        else:
            lines.append(bare)
    return "\n".join(lines)


def written_today(text: str) -> str:
    """The text without quoted lines, history and signature; whole when nothing else is in it (a message passed on)."""
    lines = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    until = next((place for place in range(len(lines)) if _ends_here(lines, place)), len(lines))
    own = [line for line in lines[:until] if not line.lstrip().startswith(">")]
    return cleaned_paste("\n".join(own)) or cleaned_paste("\n".join(lines))


def _ends_here(lines: list[str], place: int) -> bool:
    line = lines[place].strip()
    if lines[place].rstrip("\n") in {"-- ", "--"}:
        return True
    wrapped = " ".join([line, *(each.strip() for each in lines[place + 1 : place + 2])])
    if any(mark.match(line) for mark in HISTORY) or HISTORY[0].match(wrapped[:400]):
        return True
    below = (each.strip() for each in lines[place + 1 : place + 3])
    return bool(OUTLOOK[0].match(line)) and any(OUTLOOK[1].match(each) for each in below)


def title_of(subject: str, text: str) -> str:
    """The subject without “Re:” and the name of a list; otherwise a short first sentence."""
    title = " ".join(cleaned_paste(subject[:2000]).split())
    while (shorter := LIST_NAME.sub("", ANSWER.sub("", title))) != title:
        title = shorter
    if title:
        return title[:TITLE_KEPT]
    first = re.split(r"(?<=[.!?…])\s|\n", text.strip(), maxsplit=1)[0].rstrip(".")
    return first if len(first) <= 80 else ""
