"""Who reports, who reads the moderators' desk, and who decides there: never on what is one's own."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.accounts.policy import is_moderator, is_staff
from app.accounts.scopes import has_interest
from app.casework import contents
from app.casework.models import Case
from app.core.policy import RULES, Rule, allow, anyone
from app.files.models import StoredFile
from app.ideas.models import IdeaComment
from app.ideas.status import SHOWN
from app.restitutions.models import Contribution


def _content(subject: Any) -> Any:
    """What a case is about; a content is itself."""
    if isinstance(subject, Case):
        return contents.judged(subject)
    return subject


def _is_party(actor: Any, subject: Any) -> bool:
    content = _content(subject)
    return content is not None and actor.id in contents.parties(content)


def _is_read(actor: Any, content: Any) -> bool:
    if not contents.is_shown(content):
        return False
    if isinstance(content, IdeaComment):
        return content.idea.status in SHOWN
    if isinstance(content, Contribution):
        return RULES["event.see"](actor, content.event)
    if isinstance(content, StoredFile):
        thing = contents.about(content)
        return thing is not None and contents.is_shown(thing)
    return True


is_not_party = Rule(
    lambda actor, subject: actor is not None and subject is not None and not _is_party(actor, subject),
    "not party to it",
    says=_("C’est votre propre texte, ou celui de votre équipe : une autre personne doit le relire."),
)
has_no_interest_in_it = Rule(
    lambda actor, subject: actor is not None and not has_interest(actor, _content(subject)),
    "no declared interest",
    says=_("Vous avez déclaré un lien d’intérêt : une autre personne de l’équipe doit s’en occuper."),
)
is_read = Rule(_is_read, "published", says=_("Ce contenu n’est plus à lire : il n’y a rien à signaler."))
is_not_mine = Rule(
    lambda actor, content: actor is None or actor.id not in contents.parties(content),
    "not author",
    says=_("C’est à vous : vous pouvez le retirer ou le changer vous-même."),
)
is_desk = is_moderator | is_staff

allow(
    flag__follow=anyone,  # whoever has its address, which is given to the reporter alone
    content__flag=is_read & is_not_mine,
    answer__save=is_desk,
    case__read=is_desk,
    case__decide=is_desk & is_not_party & has_no_interest_in_it,
    case__claim=is_desk & is_not_party & has_no_interest_in_it,
)
