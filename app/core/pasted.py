"""Text pasted from a word processor or dictated to a telephone, as the sentences its author meant.

Word leaves signs of its own on the clipboard: bullets of the private use area (its Symbol font), vertical tabs for line
breaks, soft hyphens, and, when the source of a page is pasted, HTML with its `mso-` styles.
"""

import re
import unicodedata

from app.core.html import without_tags

LOOKS_LIKE_HTML = re.compile(
    r"<(?:!--|/?(?:p|div|span|br|li|ul|ol|table|html|body|o:p|w:|style|b|i|u|strong|em|h\d)\b)", re.I
)
NO_TEXT = re.compile(r"<!--.*?-->|<(style|script|xml|head)\b.*?</\1\s*>", re.I | re.S)
NEW_LINE = re.compile(r"<br\s*/?>|</(?:p|div|h\d|tr|table|ul|ol)\s*>", re.I)
POINT = re.compile(r"<li\b[^>]*>", re.I)
# Bullets as Word, LibreOffice and Symbol fonts draw them: signs of their own, or a letter or a dash and a tabulation.
BULLETS = re.compile(
    "^[ \\t\u00a0]*(?:[\u2022\u00b7\u25cf\u25cb\u25aa\u25a0\u25a1\u25e6\u2023\u2043\u27a2\u25ba\u2713\uf000-\uf0ff]"
    "|[o\u00a7][ \u00a0]?(?=\\t)|[-\u2013\u2014](?=\\t))\\s*",
    re.M,
)
NUMBERS = re.compile("^[ \\t\u00a0]*(\\d{1,2})[.)][ \u00a0]?\\t[ \\t\u00a0]*", re.M)
UNSEEN = {"Cf", "Cs", "Cn", "Cc"}
PRIVATE = "Co"  # signs of one font alone: bullets are among them
BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n\n", "\r": "\n"})


def cleaned_paste(text: str) -> str:
    """The same sentences without what a word processor adds: no markup, no invisible sign, bullets as dashes.

    Nothing that can be read is removed; at most one empty line stays between two paragraphs. Doing it twice changes
    nothing more.
    """
    text = _words_of_html(text) if LOOKS_LIKE_HTML.search(text) else text
    text = _visible(text.replace("\r\n", "\n").translate(BREAKS))
    text = NUMBERS.sub(r"\1. ", BULLETS.sub("- ", text)).replace("\t", " ")
    text = unicodedata.normalize("NFC", "".join(sign for sign in text if unicodedata.category(sign) != PRIVATE))
    lines = [re.sub("[ \u00a0]{2,}", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _visible(text: str) -> str:
    """The text without invisible signs, and without private ones that are no bullet."""
    kept = (sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in UNSEEN)
    return "".join(sign for sign in kept if "\uf000" <= sign <= "\uf0ff" or unicodedata.category(sign) != PRIVATE)


def _words_of_html(text: str) -> str:
    """What a browser would show of it: lines, points of lists, and no tag."""
    text = " ".join(line.strip() for line in NO_TEXT.sub(" ", text).split("\n"))
    text = POINT.sub("\n- ", NEW_LINE.sub("\n", text))
    return without_tags(text)
