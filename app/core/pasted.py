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
BULLETS = re.compile(
    r"^[ \t]*(?:[\u2022\u25aa\u25cf\u25e6\u2023\u00b7\uf0a7\uf0b7\uf0d8\uf0fc]|o(?=\t)|[-\u2013\u2014](?=\t))\s*", re.M
)
UNSEEN = {"Cf", "Cs", "Co", "Cn", "Cc"}
BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n\n", "\u2028": "\n", "\u2029": "\n\n", "\r": "\n"})
SPACES = str.maketrans({"\t": " ", "\u00a0": " "})


def cleaned_paste(text: str) -> str:
    """The same sentences without what a word processor adds: no markup, no invisible sign, bullets as dashes.

    Nothing that can be read is removed; at most one empty line stays between two paragraphs.
    """
    text = unicodedata.normalize("NFC", _words_of_html(text) if LOOKS_LIKE_HTML.search(text) else text)
    text = BULLETS.sub("- ", text.replace("\r\n", "\n").translate(BREAKS)).translate(SPACES)
    text = "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in UNSEEN)
    lines = [re.sub(r" {2,}", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _words_of_html(text: str) -> str:
    """What a browser would show of it: lines, points of lists, and no tag."""
    text = " ".join(line.strip() for line in NO_TEXT.sub(" ", text).split("\n"))
    text = POINT.sub("\n- ", NEW_LINE.sub("\n", text))
    return without_tags(text)
