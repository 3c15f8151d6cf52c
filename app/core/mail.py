"""The way out for mails: a folder of files by default, an SMTP server in production."""

import secrets
import smtplib
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flask import current_app
from flask_babel import gettext as _

from app.core import clock
from app.core.errors import Refused


class MailUnreachable(Refused):
    """The mail could not leave now; nothing was kept, trying again is safe."""

    code = 503

    def __init__(self) -> None:
        silent = _(
            "Le courriel n’a pas pu partir : le serveur de courrier ne répond pas. "
            "Rien n’a été enregistré, réessayez dans quelques minutes."
        )
        super().__init__(silent)


def deliver(to: str, subject: str, body: str) -> None:
    """Hand one plain-text mail over; raise MailUnreachable when nobody takes it."""
    settings = current_app.config["SETTINGS"]
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.MAIL_SENDER, to, subject
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain="comptoir.invalid")
    message.set_content(body)
    url = urlsplit(settings.MAIL_URL)
    if url.scheme == "file":
        _write(Path(settings.MAIL_URL.removeprefix("file:")), message)
        return
    try:
        _send(url.scheme, url.hostname or "localhost", url.port, url.username, url.password, message)
    except (OSError, smtplib.SMTPException) as error:
        current_app.logger.warning("mail not sent: %s", type(error).__name__)
        raise MailUnreachable from error


def _write(folder: Path, message: EmailMessage) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{clock.now():%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}.eml"  # two at the same instant stay two
    (folder / name).write_bytes(bytes(message))


def _send(
    scheme: str, host: str, port: int | None, user: str | None, password: str | None, message: EmailMessage
) -> None:
    kind = smtplib.SMTP_SSL if scheme == "smtps" else smtplib.SMTP
    with kind(host, port or 0, timeout=10) as server:
        if user:
            if scheme == "smtp":
                server.starttls()
            server.login(unquote(user), unquote(password or ""))
        server.send_message(message)
