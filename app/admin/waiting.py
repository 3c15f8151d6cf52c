"""What waits for one member of the team, as the lines of their landing page: most urgent first."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.accounts.models import Person
from app.admin import queries
from app.appeals.queries import appeals_waiting_for
from app.casework import queries as casework
from app.core.policy import RULES
from app.core.text import day
from app.core.waiting import Item, urgent_first
from app.mentoring import queries as mentoring
from app.organisations import queries as organisations
from app.restitutions import queries as restitutions
from app.reviews import queries as reviews
from app.rounds import queries as rounds
from app.rounds.calendar import end_in_words
from app.rounds.models import Phase, Round
from app.rounds.status import PhaseStatus


def items_for(person: Person, phases: Sequence[Phase]) -> list[Item]:
    """Everything this person may act on now, as the doors say it; `phases` are those of due_for()."""
    items = [item for phase in phases if (item := _phase(phase, person))]
    if _can(person, "result.manage"):
        items += _results(person)
    if _can(person, "case.read"):
        items += _ideas(person)
    items += _counted(person)
    if _can(person, "review.read"):
        items += _to_score(person)
    if _can(person, "review.decide"):
        items += _to_decide(person)
    return urgent_first(items)


def due_for(person: Person) -> Sequence[Phase]:
    """The due phases, for those who may act on them."""
    return rounds.due_phases(person) if _can(person, "round.manage") else []


def _can(person: Person, permission: str) -> bool:
    """Whether that door opens to the person, before anything is chosen."""
    return RULES[permission](person)


def asked_by(person: Person, phases: Sequence[Phase]) -> list[Phase]:
    """The closings this person asked for, which somebody else must confirm."""
    return [
        phase for phase in phases if phase.status is PhaseStatus.CLOSING and phase.close_requested_by_id == person.id
    ]


def _phase(phase: Phase, person: Person) -> Item | None:
    if phase.status is PhaseStatus.PLANNED:
        planned = _("prévue depuis le %(day)s", day=day(phase.starts_at))
        return _about(phase, _("Ouvrir la phase « %(name)s »", name=phase.name), _("Ouvrir"), planned)
    if phase.status is PhaseStatus.OPEN:
        ended = _("finie depuis le %(when)s", when=end_in_words(phase))
        return _about(phase, _("Clore la phase « %(name)s »", name=phase.name), _("Demander la clôture"), ended)
    if phase.close_requested_by_id == person.id:
        return None
    who = phase.close_requested_by.name if phase.close_requested_by else ""
    return _about(
        phase,
        _("Confirmer la clôture de « %(name)s »", name=phase.name),
        _("Confirmer"),
        _("demandée par %(who)s", who=who),
    )


def _about(phase: Phase, title: str, verb: str, since: str) -> Item:
    return Item(
        title,
        url_for("rounds_staff.detail", public_id=phase.round.public_id),
        verb,
        since,
        (phase.round.name,),
        urgent=True,
    )


def _results(person: Person) -> Iterator[Item]:
    for round_, closed_at in queries.rounds_to_count(person):
        yield _of_round(round_, _("Dépouiller le vote de « %(name)s »"), _("Dépouiller"), closed_at)
    for round_, counted_at in queries.results_to_sign(person):
        yield _of_round(round_, _("Signer le résultat de « %(name)s »"), _("Signer"), counted_at)
    for round_, certified_at in queries.results_to_publish(person):
        yield _of_round(round_, _("Proclamer le résultat de « %(name)s »"), _("Publier"), certified_at)


def _of_round(round_: Round, title: str, verb: str, when: datetime | None) -> Item:
    where = url_for("results_staff.manage", round=round_.public_id)
    return Item(title % {"name": round_.name}, where, verb, _since(when))


def _ideas(person: Person) -> Iterator[Item]:
    waiting = casework.cases_waiting_for(person)
    if waiting.vital:
        title = ngettext("Un danger possible à lire", "%(num)s dangers possibles à lire", waiting.vital)
        yield Item(title, url_for("casework.queue"), _("Lire"), urgent=True)
    if waiting.cases:
        title = ngettext("Un contenu à relire", "%(num)s contenus à relire", waiting.cases)
        yield Item(title, url_for("casework.queue"), _("Relire"), _since(waiting.oldest))
    if waiting.flagged:
        title = ngettext("Un contenu signalé", "%(num)s contenus signalés", waiting.flagged)
        yield Item(title, url_for("casework.queue", signales=1), _("Lire"), urgent=True)
    appeals, since = appeals_waiting_for(person)
    if appeals:
        title = ngettext("Un recours à examiner", "%(num)s recours à examiner", appeals)
        yield Item(title, url_for("appeals_desk.index"), _("Examiner"), _since(since))


def _counted(person: Person) -> Iterator[Item]:
    """Organisations to check, projects to accompany, comptoirs to report on."""
    asked = {"tell": restitutions.to_write(person)}
    if _can(person, "organisation.confirm"):
        asked["check"] = organisations.to_confirm(person)
    if _can(person, "mentoring.follow"):
        asked["accompany"] = mentoring.count_waiting(person)
    found = queries.counted(asked)
    if "check" in found:
        count, since = found["check"]
        title = ngettext("Une structure à vérifier", "%(num)s structures à vérifier", count)
        yield Item(title, url_for("organisations_staff.index", etat="declared"), _("Vérifier"), _since(since))
    if "accompany" in found:
        count, since = found["accompany"]
        title = ngettext("Un projet que personne n’accompagne", "%(num)s projets que personne n’accompagne", count)
        yield Item(title, url_for("mentoring.waiting"), _("Accompagner"), _since(since))
    if "tell" in found:
        count, since = found["tell"]
        title = ngettext("Un comptoir à raconter", "%(num)s comptoirs à raconter", count)
        yield Item(title, url_for("events.index", quand="passes"), _("Raconter"), _since(since))


def _to_score(person: Person) -> Iterator[Item]:
    count, oldest = reviews.to_score(person)
    if count:
        title = ngettext(
            "Un dossier que vous n’avez pas encore noté", "%(num)s dossiers que vous n’avez pas encore notés", count
        )
        yield Item(title, url_for("reviews.queue"), _("Noter"), _since(oldest))


def _to_decide(person: Person) -> Iterator[Item]:
    count, oldest = reviews.to_decide(person)
    if count:
        title = ngettext("Un dossier noté attend une décision", "%(num)s dossiers notés attendent une décision", count)
        yield Item(title, url_for("reviews.queue"), _("Décider"), _since(oldest))


def _since(when: datetime | None) -> str:
    return _("depuis le %(day)s", day=day(when)) if when else ""
