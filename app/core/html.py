"""The only place where text becomes HTML: Markdown, cleaned by bleach, then again by nh3.

bleach has had its last release; it is kept because it was ordered, and never trusted alone.
"""

import bleach
import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "hr",
}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto"}
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


def rich(text: str) -> Markup:
    """The HTML of a Markdown text, safe to show: headings from h2 down, lists, links, tables."""
    html = _markdown.render(text).replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    once = bleach.clean(
        html, tags=TAGS, attributes={k: list(v) for k, v in ATTRIBUTES.items()}, protocols=SCHEMES, strip=True
    )
    twice = nh3.clean(once, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow noopener")
    return Markup(twice)  # noqa: S704 (cleaned twice just above)  # nosec B704
