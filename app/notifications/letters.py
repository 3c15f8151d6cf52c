"""How a mail about news ends: why it came, and the way to receive no more of them without signing in."""

from flask_babel import gettext as _

from app.accounts.models import Person
from app.core import crypto
from app.core.links import full_address
from app.notifications.topics import ABOUT, Topic

LINK = "notifications.unsubscribe"
ALL = "all"  # the digest speaks of several topics: its link ends them all
CHOICES = "/notifications/choix"


def unsubscribe_path(person: Person, topic: Topic | None) -> str:
    """The path that ends the mails of a topic, or of all; sealed, so that an address kept in a log names nobody."""
    return f"/notifications/arret/{crypto.seal(LINK, f'{person.public_id} {topic or ALL}'.encode())}"


def opened(token: str) -> tuple[str, Topic | None] | None:
    """Whose mails about what a link ends (public identifier; None: all topics); None when it is not a link of ours."""
    try:
        public_id, _space, topic = crypto.unseal(LINK, token).decode().partition(" ")
        return public_id, None if topic == ALL else Topic(topic)
    except (crypto.BadSeal, ValueError):
        return None


def closing(way_out: str | None, topic: Topic | None) -> str:
    """The last lines of a mail: how to receive no more, or that the law asks for this one."""
    if way_out is None:
        return "-- \n" + _(
            "La loi demande que cette réponse vous soit envoyée : ce courriel ne peut pas être désactivé."
        )
    ends = (
        _("Ne plus recevoir de courriels sur « %(topic)s » :", topic=str(ABOUT[topic].label))
        if topic
        else _("Ne plus recevoir ces résumés :")
    )
    choices = _("Choisir ce que vous recevez : %(address)s", address=full_address(CHOICES))
    return "\n".join(["-- ", f"{ends} {full_address(way_out)}", choices])
