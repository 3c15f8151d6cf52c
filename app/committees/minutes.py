"""The minutes of a sitting, as its page, its PDF and the page of each dossier say them: one sentence a fact."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from app.committees.models import AgendaItem, CommitteeMember
from app.committees.queries import Strength


def quorum_in_words(strength: Strength) -> str:
    """How many are there, how many are needed."""
    there = ngettext(
        "%(num)s membre présent sur %(members)s qui votent", "%(num)s membres présents sur %(members)s qui votent",
        strength.present, members=strength.members,
    )  # fmt: skip
    met = _("quorum atteint") if strength.is_met else _("quorum non atteint")
    return _("%(there)s ; il en faut %(needed)s : %(met)s.", there=there, needed=strength.needed, met=met)


def vote_in_words(item: AgendaItem) -> str:
    """How the committee came to what it says."""
    if item.by_consensus:
        return _("Par consensus des membres présents.")
    votes = item.votes
    if votes is None:
        return ""
    said = _(
        "%(pour)s pour, %(against)s contre, %(abstained)s abstention(s).",
        pour=votes.given_for,
        against=votes.against,
        abstained=votes.abstained,
    )
    return f"{said} {_('La voix de la présidence a départagé.')}" if item.casting_vote else said


def recusals_in_words(item: AgendaItem, members: Sequence[CommitteeMember]) -> list[str]:
    """Who stepped back and why; who stayed although a tie was known."""
    names = {member.id: member.person.shown_name for member in members}
    said = []
    for each in item.recusals:
        name = names.get(each.member_id, "–")
        if each.steps_back:
            said.append(_("%(name)s se retire (%(why)s) : sa voix n’est pas comptée.", name=name, why=each.reason))
        elif each.steps_back is False:
            said.append(_("%(name)s prend part : %(why)s.", name=name, why=each.reason.rstrip(".")))
    return said
