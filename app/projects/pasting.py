"""What people paste from a word processor, as plain text: bullets become lists, invisible signs go. Pure."""

import re
import unicodedata
from html import unescape

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff]")
# Bullets as Word, LibreOffice and Symbol fonts draw them: signs of their own, or a letter and a tabulation.
_BULLET = re.compile(r"^[ \t\u00a0]*(?:[•·●○▪■□◦‣⁃➢►✓\uf000-\uf0ff][ \t\u00a0]*|[o§][ \t\u00a0]*\t[ \t\u00a0]*)", re.M)
_NUMBER = re.compile(r"^[ \t\u00a0]*(\d{1,2})[.)][ \u00a0]*\t[ \t\u00a0]*", re.M)
_OFFICE = re.compile(r"<o:p>|class=\"?Mso|mso-|<!--\[if ")
_HIDDEN = re.compile(r"<!--.*?-->|<(style|xml|head)\b.*?</\1>", re.S | re.I)
_BLOCK = re.compile(r"</?(?:p|div|br|li|tr|h[1-6])\b[^<>]*>", re.I)
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.I)


def tidied(text: str) -> str:
    """The words as they are kept. Doing it twice changes nothing more."""
    text = _BREAKS.sub("\n", text)
    if _OFFICE.search(text):
        text = unescape(_TAG.sub("", _BLOCK.sub("\n", _HIDDEN.sub("", text))))
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    text = _NUMBER.sub(r"\1. ", _BULLET.sub("- ", text)).replace("\t", " ")
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
