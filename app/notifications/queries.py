"""What is read of the mails."""

import email
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from flask import current_app
from sqlalchemy import func, select

from app.core.extensions import db
from app.notifications.models import OutboxMessage


@dataclass(frozen=True)
class LocalMail:
    """One mail written to the folder of the demonstration."""

    to: str
    subject: str
    text: str
    at: datetime


def local_folder() -> Path | None:
    """The folder mails are written to; None where a mail server takes them, and always in production."""
    settings = current_app.config["SETTINGS"]
    if settings.is_production or not settings.MAIL_URL.startswith("file:"):
        return None
    return Path(settings.MAIL_URL.removeprefix("file:"))


def local_mails(limit: int = 50) -> list[LocalMail]:
    """The latest mails of the demonstration, newest first."""
    folder = local_folder()
    files = sorted(folder.glob("*.eml"), reverse=True)[:limit] if folder else []
    return [_read(file) for file in files]


def _read(file: Path) -> LocalMail:
    message = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    body = message.get_body()
    return LocalMail(
        str(message["To"]),
        str(message["Subject"]),
        body.get_content().strip() if body else "",
        parsedate_to_datetime(str(message["Date"])),
    )


def count_waiting() -> int:
    """How many mails have not left yet."""
    return (
        db.session.scalar(select(func.count()).select_from(OutboxMessage).where(OutboxMessage.sent_at.is_(None))) or 0
    )
