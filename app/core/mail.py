"""The way out for mails: a folder of files by default, an SMTP server in production."""

import re
import secrets
import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import default as default_policy
from email.utils import formatdate, make_msgid, parseaddr
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from flask import current_app
from flask_babel import gettext as _

from app.core import clock
from app.core.errors import Refused

# A long address in a header stays whole (folded, it would be encoded, and no mail program would find it); RFC 5322
# allows lines of 998 signs. The body is sent in 7 bits: it passes every server.
LINES = default_policy.clone(max_line_length=900, cte_type="7bit")
# No machine answers a machine (RFC 3834), nor does a mail program that is away for a while.
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class MailUnreachable(Refused):
    """The mail could not leave now; nothing was kept, trying again is safe."""

    code = 503

    def __init__(self) -> None:
        silent = _(
            "Le courriel n’a pas pu partir : le serveur de courrier ne répond pas. "
            "Rien n’a été enregistré, réessayez dans quelques minutes."
        )
        super().__init__(silent)


class NotAnAddress(Refused):
    """A mail would go to somebody else than the address says, or to nobody."""

    def __init__(self) -> None:
        super().__init__(_("Écrivez une adresse complète, comme prenom@exemple.fr."), "email")


def one_line(text: str) -> str:
    """The text as a subject may hold it: a title typed with a line break would make the mail impossible to write."""
    return " ".join(part for line in re.split(r"[\x00-\x1f\x7f\x85\u2028\u2029]", text) if (part := line.strip()))


def deliver(to: str, subject: str, body: str, headers: Mapping[str, str] | None = None) -> None:
    """Hand one plain-text mail over, with more `headers`.

    Raises MailUnreachable when nobody takes it, NotAnAddress when `to` is not one.
    """
    if not to or parseaddr(to)[1] != to:
        raise NotAnAddress
    settings = current_app.config["SETTINGS"]
    message = EmailMessage(LINES)
    message["From"], message["To"], message["Subject"] = settings.MAIL_SENDER, to, one_line(subject)
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain="comptoir.invalid")
    for name, value in (AUTOMATIC | dict(headers or {})).items():
        message[name] = value
    message.set_content(body)
    url = urlsplit(settings.MAIL_URL)
    if url.scheme == "file":
        _write(Path(settings.MAIL_URL.removeprefix("file:")), message)
        return
    try:
        _send(url, message)
    except (OSError, smtplib.SMTPException) as error:
        current_app.logger.warning("mail not sent: %s", type(error).__name__)
        raise MailUnreachable from error


def _write(folder: Path, message: EmailMessage) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{clock.now():%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}.eml"  # two at the same instant stay two
    (folder / name).write_bytes(bytes(message))


def _send(url: SplitResult, message: EmailMessage) -> None:
    """The certificate is checked against the system's authorities; only smtp+plain:// talks in clear."""
    host, port, tls = url.hostname or "localhost", url.port or 0, ssl.create_default_context()
    with (
        smtplib.SMTP_SSL(host, port, timeout=10, context=tls)
        if url.scheme == "smtps"
        else smtplib.SMTP(host, port, timeout=10)
    ) as server:
        if url.scheme == "smtp":
            server.starttls(context=tls)  # refused by the server: nothing is sent
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(message)
