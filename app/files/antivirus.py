"""ClamAV, when the operator has one: clamd reads the file before anything of it is kept (its INSTREAM command)."""

import logging
import socket
import struct
from typing import BinaryIO
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _

from app.core.errors import Refused

PIECE, PATIENCE = 64 * 1024, 20.0  # bytes, seconds


def check_clean(sent: BinaryIO, field: str) -> None:
    """Raise Refused for an infected file, and when the scanner asked for by the settings does not answer."""
    address = current_app.config["SETTINGS"].CLAMAV_URL
    if not address:
        return
    try:
        answer = _ask(address, sent)
    except OSError as error:
        logging.getLogger(__name__).error("antivirus unreachable: %s", error)
        raise Refused(
            _("L’antivirus ne répond pas : nous ne prenons pas de fichier sans lui. Réessayez dans quelques minutes."),
            field,
        ) from None
    if answer != "stream: OK":
        logging.getLogger(__name__).warning("file refused by the antivirus: %s", answer)
        raise Refused(_("L’antivirus refuse ce fichier. Vérifiez votre appareil, puis envoyez-en un autre."), field)


def _ask(address: str, sent: BinaryIO) -> str:
    with _connection(address) as line:
        line.sendall(b"zINSTREAM\0")
        sent.seek(0)
        while piece := sent.read(PIECE):
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
        answer = b"".join(iter(lambda: line.recv(1024), b""))
    sent.seek(0)
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _connection(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(PATIENCE)
        line.connect(parts.path)
        return line
    return socket.create_connection((parts.hostname or "", parts.port or 3310), PATIENCE)
