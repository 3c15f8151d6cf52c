"""A PDF as we accept it: whole, readable by everybody, and doing nothing when it is opened.

What is looked for is named in the file, packed objects included. It is a sieve, not a proof: documents are never shown
inside a page of ours (attachment, sandbox), and an antivirus may read them too.
"""

import io
import re
import unicodedata
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from flask_babel import gettext as _

from app.core.errors import Refused
from app.files.models import DOCUMENT_MAX

ACTS = (b"JavaScript", b"JS", b"Launch", b"EmbeddedFile", b"EmbeddedFiles", b"RichMedia", b"XFA", b"SubmitForm")
ACT = re.compile(rb"/(?:" + b"|".join(ACTS) + rb")(?![A-Za-z0-9])")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"stream\r?\n")
UNPACKED_MAX, EACH = 40 * 1024 * 1024, 20_000  # bytes of all packed lists of objects; an empty one costs too
TITLE_MAX = 80


def read_document(sent: BinaryIO) -> bytes:
    """The document, whole. Raises Refused with what to do when it is no PDF, too heavy, locked, or acts by itself."""
    sent.seek(0, io.SEEK_END)
    if sent.tell() > DOCUMENT_MAX:
        raise Refused(_("Ce document est trop lourd : 10 Mo au plus."), "document")
    sent.seek(0)
    content = sent.read()
    if not content.startswith(b"%PDF-"):
        raise Refused(_("Ce fichier n’est pas un PDF. Enregistrez votre document au format PDF."), "document")
    if b"%%EOF" not in content[-2048:]:
        raise Refused(_("Ce PDF est incomplet : il manque sa fin. Enregistrez-le de nouveau."), "document")
    objects = _objects(content)
    if re.search(rb"/Encrypt(?![A-Za-z])", objects):
        raise Refused(_("Ce PDF est protégé par un mot de passe : le comité ne pourrait pas le lire."), "document")
    if any(ACT.search(ESCAPED.sub(_unescaped, part)) for part in (objects, *_packed(content))):
        raise Refused(
            _(
                "Ce PDF contient un programme, un formulaire actif ou un fichier joint. Imprimez-le en PDF : il ne "
                "gardera que ses pages."
            ),
            "document",
        )
    return content


def title_of(file_name: str) -> str:
    """A file's name as people may read it: no folder, no invisible sign, not too long, ending in .pdf."""
    last = unicodedata.normalize("NFC", file_name).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in last)
    stem = " ".join(re.sub(r"\.pdf$", "", seen.strip(), flags=re.IGNORECASE).split())[:TITLE_MAX].strip(" .")
    return f"{stem or _('Document')}.pdf"


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 16)])


def _objects(content: bytes) -> bytes:
    """The file without its streams: pixels and letters, where any bytes may stand by chance."""
    kept, at = [], 0
    while (start := STREAM.search(content, at)) and (end := content.find(b"endstream", start.end())) > 0:
        kept.append(content[at : start.start()])
        at = end
    return b"".join((*kept, content[at:]))


def _packed(content: bytes) -> Iterator[bytes]:
    """The objects packed in compressed streams. A file that holds too many is given up with a name that is refused."""
    left = UNPACKED_MAX
    for start in STREAM.finditer(content):
        if b"/ObjStm" in content[max(0, start.start() - 400) : start.start()]:
            unpacked = _unpacked(memoryview(content)[start.end() :], left)
            left -= len(unpacked) + EACH
            yield unpacked if left > 0 else b"/JavaScript"
            if left <= 0:
                return


def _unpacked(packed: memoryview, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, max(1, most))
    except zlib.error:
        return b""
