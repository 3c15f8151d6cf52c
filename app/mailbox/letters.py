"""What is answered to a message. It repeats nothing of it: a forged address would have us carry somebody’s words."""

from collections.abc import Sequence

from flask_babel import gettext as _

from app.core.links import full_address
from app.core.text import number
from app.mailbox.cleaning import KEPT
from app.mailbox.models import MailedIdea
from app.mailbox.queries import token_of


def kept(mail: MailedIdea, remarks: Sequence[str], closed: str) -> tuple[str, str]:
    """The draft is kept: subject and body, with what was left out and why."""
    body = _(
        "Bonjour,\n\nVotre courriel est arrivé, et votre envie est gardée en brouillon. Personne d’autre ne la lit "
        "tant que vous ne l’avez pas publiée.\n\nIl reste à dire le thème et la commune, puis qui vous êtes. Une "
        "minute suffit :\n%(url)s\n",
        url=full_address(f"/envies/par-courriel/{token_of(mail)}"),
    )
    notes = [*remarks, *([closed + " " + _("Votre brouillon attend.")] if closed else [])]
    if notes:
        body += "\n" + "\n".join(f"- {note}" for note in notes) + "\n"
    end = _(
        "Le lien vaut trente jours, puis le brouillon est effacé. Ce courriel ne vient pas de vous ? Ne faites rien : "
        "rien ne sera publié."
    )
    return _("Votre envie est gardée : finissez-la en une minute"), f"{body}\n{end}\n"


def cut() -> str:
    """The text was too long: how much of it is here; also said on the page of the draft."""
    return _("Le texte est très long : seuls ses %(n)s premiers caractères sont gardés.", n=number(KEPT))


def empty(remarks: Sequence[str]) -> tuple[str, str]:
    """There was nothing to keep."""
    body = _(
        "Bonjour,\n\nVotre courriel est arrivé, mais nous n’y avons trouvé ni titre, ni texte, ni photo lisible : rien "
        "n’est gardé. Écrivez quelques lignes dans le courriel lui-même, ou directement ici :\n%(url)s\n",
        url=full_address("/envies/nouvelle"),
    )
    if remarks:
        body += "\n" + "\n".join(f"- {remark}" for remark in remarks) + "\n"
    return _("Votre courriel était vide"), body
