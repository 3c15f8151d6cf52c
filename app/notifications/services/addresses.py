"""Writing to an address: news for whoever has the account of it, a mail for anybody else."""

from flask_babel import gettext as _

from app.accounts.models import Person
from app.accounts.queries import person_by_email
from app.core.links import full_address
from app.notifications.services.mails import tell
from app.notifications.services.telling import Told, Writes, notify_each
from app.notifications.topics import Topic
from app.notifications.voice import in_the_programmes_language


def notify_address(email: str, topic: Topic, write: Writes, *, by: Person) -> None:
    """Tell whoever holds an address, with or without an account; both read the same and follow the same link."""
    if person := person_by_email(email):
        notify_each([(person, write)], topic, by=by)
        return
    mail_address(email, write)


def mail_address(email: str, write: Writes) -> None:
    """Write to an address alone, whoever holds it: what is said is for whoever gave it, not for an account."""
    with in_the_programmes_language():
        told = write()
        tell(email, str(told.subject), as_letter(told, _("Bonjour,")))


def as_letter(told: Told, hello: str) -> str:
    """The words of a mail to somebody without an account."""
    lines = (hello, *told.paragraphs, *told.only_mailed, full_address(told.link))
    return "\n\n".join(str(line) for line in lines)
