"""The letter about a decision: the same words on its page, in its mail and in its PDF.

What the law asks for: the reasons in fact and in law (code des relations entre le public et l'administration, L211-2),
who to ask again and until when (code de justice administrative, R421-1 and R421-5), and that marks helped to decide
(CRPA, L311-3-1).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import current_app
from flask_babel import get_locale
from flask_babel import gettext as _

from app.accounts.models import Person
from app.core import clock
from app.core.text import day
from app.labelling.models import LabelDecision
from app.labelling.status import Verdict
from app.notifications.services import Told, notify_each
from app.notifications.topics import Topic
from app.projects.models import Proposal
from app.rounds.calendar import end_in_words
from app.rounds.models import PhaseKind
from moderation.committee import last_day_to_contest
from moderation.label_grounds import LABEL_GROUNDS, LabelGround

LETTER = False  # for reviews.label(told=…): the letter tells it


@dataclass(frozen=True)
class Letter:
    """What a letter says, paragraph by paragraph."""

    subject: str
    opening: str
    grounds: Sequence[tuple[str, str]]  # a published ground, and what falls under it
    reason: str
    advice: str
    help: Sequence[str]
    redress: Sequence[str]
    by_people: str


def letter(decision: LabelDecision) -> Letter:
    """The letter, in the language in force."""
    refused = decision.verdict is Verdict.REFUSE
    contact = current_app.config["SETTINGS"].CONTACT
    return Letter(
        subject=_subject(decision),
        opening=_opening(decision),
        grounds=grounds_in_words(decision.grounds),
        reason=decision.reason,
        advice=decision.advice,
        help=_help(contact) if decision.verdict is not Verdict.LABEL else (),
        redress=_redress(decision, contact) if refused else (),
        by_people=_(
            "Cette décision a été prise par des personnes. Les notes données au dossier y ont aidé : demandez à "
            "%(contact)s comment elles ont été données et comptées (code des relations entre le public et "
            "l’administration, article L. 311-3-1).",
            contact=contact,
        ),
    )


def grounds_in_words(codes: Sequence[str]) -> list[tuple[str, str]]:
    """The published grounds of those codes, as everybody reads them."""
    language = str(get_locale() or "fr")
    found = [LABEL_GROUNDS[LabelGround(code)] for code in codes]
    return [(each.label.said_in(language), each.explanation.said_in(language)) for each in found]


def _subject(decision: LabelDecision) -> str:
    said = {
        Verdict.LABEL: _("Votre projet « %(title)s » a reçu le label", title=decision.proposal.title),
        Verdict.REFUSE: _("Votre projet « %(title)s » n’a pas reçu le label", title=decision.proposal.title),
        Verdict.CHANGES: _("Votre dossier « %(title)s » est à compléter", title=decision.proposal.title),
    }
    return said[decision.verdict]


def _opening(decision: LabelDecision) -> str:
    if decision.verdict is Verdict.LABEL:
        return _(
            "Le comité a donné le label à votre projet, sous le numéro %(number)s. La suite : il sera soumis au vote "
            "des habitants, et vous recevrez son résultat, expliqué.",
            number=decision.proposal.number if decision.proposal.number is not None else "–",
        )
    if decision.verdict is Verdict.REFUSE:
        return _("Le comité n’a pas donné le label à votre projet. Il ne sera pas soumis au vote de cette édition.")
    return _("Le comité a besoin d’un dossier plus complet avant de décider. Complétez-le, puis déposez-le de nouveau.")


def _help(contact: str) -> list[str]:
    base = current_app.config["SETTINGS"].BASE_URL
    return [
        _("Un comptoir : des personnes vous aident à reprendre votre projet. Les dates : %(url)s/comptoirs/", url=base),
        _("Une personne qui accompagne : demandez-la depuis votre dossier, rubrique « Accompagnement »."),
        _("L’équipe du programme : %(contact)s.", contact=contact),
    ]


def told_on(decision: LabelDecision) -> date:
    """The day of the letter, in Paris."""
    return clock.paris(decision.released_at or clock.now()).date()


def _redress(decision: LabelDecision, contact: str) -> list[str]:
    last = day(last_day_to_contest(told_on(decision)))
    phase = decision.proposal.round.phase(PhaseKind.CONTESTATION)
    here = (
        _(
            "Sur cette page, pendant la phase de contestation (du %(first)s au %(last)s) : une personne qui n’a pas "
            "pris part à la décision entend votre recours et vous répond avec ses raisons.",
            first=day(phase.starts_at),
            last=end_in_words(phase),
        )
        if phase is not None
        else ""
    )
    return [
        *([here] if here else []),
        _(
            "Par écrit à l’équipe du programme, jusqu’au %(last)s (deux mois) : %(contact)s.",
            last=last,
            contact=contact,
        ),
        _(
            "Devant le tribunal administratif, dans le même délai (code de justice administrative, article R. 421-1), "
            "par exemple sur www.telerecours.fr."
        ),
    ]


def address_of(proposal: Proposal) -> str:
    """The path of the letter about a proposal."""
    return f"/label/lettres/{proposal.public_id}"


def tell_decisions(decisions: Sequence[LabelDecision], *, by: Person | None) -> None:
    """Send every letter: to the holders, whom the law owes it, and to the rest of their teams."""
    owed: list[tuple[Person, Callable[[], Told]]] = []
    others: list[tuple[Person, Callable[[], Told]]] = []
    for decision in decisions:
        if decision.proposal.project is None or decision.verdict is Verdict.CHANGES:
            continue  # whoever completes a dossier was told when it was sent back
        holder, *team = decision.proposal.project.team
        owed.append((holder, _writer(decision)))
        others += [(person, _writer(decision)) for person in team]
    notify_each(owed, Topic.DECISIONS, by=by)
    notify_each(others, Topic.MY_PROJECT, by=by)


def _writer(decision: LabelDecision) -> Callable[[], Told]:
    return lambda: _told(decision)


def _told(decision: LabelDecision) -> Told:
    said = letter(decision)
    parts = [said.opening, *(_("Motif : %(label)s. %(says)s", label=label, says=says) for label, says in said.grounds)]
    parts.append(_("Raison : %(reason)s", reason=said.reason))
    if said.advice:
        parts.append(_("Ce qui peut être amélioré : %(advice)s", advice=said.advice))
    for title, lines in ((_("Où trouver de l’aide :"), said.help), (_("Pas d’accord ?"), said.redress)):
        if lines:
            parts.append("\n".join([title, *(f"- {line}" for line in lines)]))
    return Told(said.subject, [*parts, said.by_people], address_of(decision.proposal))
