"""The only place where text becomes HTML: Markdown, cleaned by bleach, then again by nh3.

bleach has had its last release; it is kept because it was ordered, and never trusted alone. What Markdown itself can
do is narrowed first (links and headings below), so that the two cleanings have nothing left to remove.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import bleach
import nh3
from flask import Flask
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "h2", "h3", "h4", "h5", "h6", "blockquote", "code", "a", "hr"}
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
REL = "nofollow noopener ugc"
MARKS = (*"*_`[]<>|&!#\n", "- ", "+ ", ". ", ") ")  # what makes a parser work: all others are only copied
MARKED = re.compile(r"[*_`\[\]<>&#\\\0]|^\s*(?:[-+=]|\d+[.)])", re.MULTILINE)
"""What a text has that says more than its words; without any, nothing needs parsing."""
LONGEST = 60_000  # signs; no form of the house takes more
LAST_HEADING = 6
HOST = r"[A-Za-z0-9.-]+|[0-9a-f:.]+"
OFF = ("html_block", "html_inline", "code", "fence", "reference", "lheading")


def rich(text: str, top: int = 2) -> Markup:
    """The HTML of what people write: paragraphs, emphasis, lists, quotes, links; a new line stays a new line.

    `top` is the level that a first-level heading takes, so that a text stands below the title of its place.
    """
    return _clean(_people, text, TAGS, top)


def of_the_catalogue(sentence: str) -> Markup:
    """A sentence of our own catalogues, as templates take it: translators may write entities, people never do."""
    return Markup(sentence)  # noqa: S704  # nosec B704


def rich_document(text: str) -> Markup:
    """The HTML of what the team writes in a file (the rulebook): tables too, and lines flow together."""
    return _clean(_team, text, TAGS | TABLE, 2)


def without_marks(text: str) -> str:
    """The words alone, on one line, for cards and summaries."""
    if not MARKED.search(text) or _is_too_much(text):
        return " ".join(text.split())
    parsed = (token for token in _people.parse(text) if token.type == "inline")
    words = ("".join(_words(child) for child in token.children or []) for token in parsed)
    return " ".join(" ".join(words).split())


def without_tags(text: str) -> str:
    """The words of a piece of HTML, as they are read: no tag, no entity; what is not HTML stays as it is."""
    return unescape(nh3.clean(text, tags=set()))


def only_lines(html: str, tags: set[str], dropped: set[str]) -> str:
    """A piece of HTML reduced to some tags without attributes; the `dropped` ones go with what they hold."""
    return nh3.clean(html, tags=tags, attributes={}, clean_content_tags=dropped, link_rel=None)


def web_link(address: str) -> Markup:
    """The link to a web page whose address a person typed; what is no such address stays plain text."""
    link = _link_to(address)
    if link is None or "@" in link.place or address.startswith("mailto:"):
        return Markup("{}").format(address)
    return Markup('<a href="{}" rel="{}">{}</a>').format(link.href, REL, address)


def teach_templates(app: Flask) -> None:
    """Give these to the templates as filters."""
    app.jinja_env.filters |= {"rich": rich, "without_marks": without_marks, "web_link": web_link}


def _clean(markdown: MarkdownIt, text: str, tags: set[str], top: int) -> Markup:
    if _is_too_much(text):
        return _as_typed(text)
    html = markdown.render(text, {"top": top})
    once = bleach.clean(
        html, tags=tags, attributes={k: list(v) for k, v in ATTRIBUTES.items()}, protocols=SCHEMES, strip=True
    )
    twice = nh3.clean(once, tags=tags, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=REL)
    return Markup(twice)  # noqa: S704 (cleaned twice just above)  # nosec B704


def _is_too_much(text: str) -> bool:
    """Whether parsing could take long: too long, or more marks than any text for people has. Counted, not parsed."""
    return len(text) > LONGEST or sum(text.count(mark) for mark in MARKS) > 500 + len(text) // 32


def _as_typed(text: str) -> Markup:
    lines = (line for line in text[:LONGEST].splitlines() if line.strip())
    return Markup("").join(Markup("<p>{}</p>\n").format(line) for line in lines)


# --- what Markdown may say ----------------------------------------------------------------------------------------


class _Link(NamedTuple):
    """A link that may be followed, and what a reader must see of where it leads."""

    href: str
    place: str


def _link_to(href: str) -> _Link | None:
    """The link when it leads to a web page or a mailbox, and nowhere else."""
    try:
        parts = urlsplit(href)
        place = parts.hostname if parts.scheme in {"http", "https"} else unquote(parts.path)
    except ValueError:
        return None
    known = parts.scheme == "mailto" or re.fullmatch(HOST, place or "")
    return _Link(href, place or "") if parts.scheme in SCHEMES and known and place else None


def _says(words: str, place: str) -> bool:
    """Whether the words of a link are the very place it leads to."""
    try:
        return words == place or urlsplit(words if "//" in words else f"//{words}").hostname == place
    except ValueError:
        return False


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)


def _words(token: Token) -> str:
    return " " if token.type in {"softbreak", "hardbreak"} else token.content


def _inline(children: list[Token]) -> Iterator[Token]:
    """The same words without pictures, and with only links whose place is written beside them."""
    link, words = None, ""
    for token in children:
        if token.type == "link_open":
            link, words = _link_to(str(token.attrGet("href") or "")), ""
            if link:
                yield Token("link_open", "a", 1, attrs={"href": link.href})
        elif token.type == "link_close":
            if link:
                yield token
                if not _says(words, link.place):
                    yield _text(f" ({link.place})")
            link = None
        else:
            words += _words(token)
            yield _text(token.content) if token.type == "image" else token


def _narrow(state: StateCore) -> None:
    """The rule added to the parser: headings go down, links and pictures are narrowed."""
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(LAST_HEADING, int(token.tag[1]) + state.env.get('top', 2) - 1)}"
        elif token.type == "inline" and token.children:
            token.children = list(_inline(token.children))


def _parser(*, breaks: bool, tables: bool) -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "breaks": breaks}).disable(list(OFF))
    if tables:
        markdown.enable("table")
    markdown.core.ruler.push("narrow", _narrow)
    return markdown


_people = _parser(breaks=True, tables=False)
_team = _parser(breaks=False, tables=True)
