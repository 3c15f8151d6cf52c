"""The story of a case as sentences: the lines of the log about it and about its subject, in order."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from sqlalchemy import select

from app.accounts.models import Person
from app.casework.models import Case, Decision
from app.casework.queries import FlagsInTime, decisions_of, flags_in_time, story_of
from app.core.audit import AuditEvent
from app.core.extensions import db
from app.core.text import moment
from moderation.cases import KIND_WORDS, Kind
from moderation.decisions import Verb
from moderation.grounds import GROUNDS

SAID: dict[str, Any] = {
    "idea.post": lazy_gettext("Envie déposée"),
    "idea.edit": lazy_gettext("Texte changé par son auteur"),
    "idea.publish": lazy_gettext("Publiée"),
    "idea.refuse": lazy_gettext("Refusée"),
    "idea.hide": lazy_gettext("Masquée"),
    "idea.restore": lazy_gettext("Rétablie"),
    "idea.restore_grown": lazy_gettext("Rétablie, à côté de son projet"),
    "idea.merge": lazy_gettext("Réunie à une autre"),
    "idea.split": lazy_gettext("Séparée de l’autre"),
    "idea.grow": lazy_gettext("Devenue un projet"),
    "comment.write": lazy_gettext("Commentaire écrit"),
    "comment.publish": lazy_gettext("Publié"),
    "comment.refuse": lazy_gettext("Refusé"),
    "comment.hide": lazy_gettext("Masqué"),
    "comment.restore": lazy_gettext("Rétabli"),
    "idea_comment.remove": lazy_gettext("Retiré par son auteur"),
    "contribution.add": lazy_gettext("Contribution écrite"),
    "contribution.hide": lazy_gettext("Masquée"),
    "contribution.restore": lazy_gettext("Rétablie"),
    "case.flood": lazy_gettext("Beaucoup de signalements d’un coup : ils pèsent moins"),
    "case.claim": lazy_gettext("Dossier pris en main"),
    "case.release": lazy_gettext("Dossier rendu"),
    "case.ask": lazy_gettext("Changement demandé à l’auteur"),
    "case.resume": lazy_gettext("L’auteur a changé son texte : à relire"),
    "case.decide": lazy_gettext("Dossier décidé"),
    "case.revise": lazy_gettext("Dossier décidé de nouveau"),
    "case.close": lazy_gettext("Plus rien à décider"),
}
VERBS = {
    Verb.PUBLISH: lazy_gettext("Décision : publier"),
    Verb.REFUSE: lazy_gettext("Décision : refuser"),
    Verb.ASK: lazy_gettext("Décision : demander un changement"),
    Verb.HIDE: lazy_gettext("Décision : masquer"),
    Verb.MERGE: lazy_gettext("Décision : réunir à une autre"),
    Verb.LIMIT: lazy_gettext("Décision : limiter le compte"),
    Verb.RESTORE: lazy_gettext("Décision : rétablir"),
    Verb.DISMISS: lazy_gettext("Décision : laisser tel quel"),
}
DECIDED = {"publish", "refuse", "ask", "hide", "merge", "restore", "restore_grown", "split", "decide", "revise"}
SAME = timedelta(seconds=2)  # between a decision and the lines of its own transaction
HIDDEN, RESTORED = lazy_gettext("Masqué"), lazy_gettext("Rétabli")
TONES = {"hide": "no", "refuse": "no", "flag": "wait", "flood": "wait", "ask": "now", "publish": "go", "restore": "go"}


class Line(NamedTuple):
    """One thing that happened."""

    when: str
    title: str
    by: str
    text: str
    tone: str


def told(case: Case, content: Any, language: str) -> list[Line]:
    """Everything that happened, oldest first, with the names of the team (never of who reported)."""
    kind = KIND_WORDS[Kind(case.subject_kind)].said_in(language)
    opened = Line(
        moment(case.opened_at), _("Dossier ouvert : %(kind)s", kind=kind), "", case.why.said_in(language), "wait"
    )
    events, decisions, flags = story_of(case, content), decisions_of(case), flags_in_time(case)
    names = _names(events)
    told_by = [one.at for one in decisions]
    lines = [(one.at, _line(one, names)) for one in events if _is_told(one, told_by)]
    lines += [(case.opened_at, opened), *((one.at, _decided(one, language)) for one in decisions)]
    if flags.first is not None and flags.last is not None:
        said = ngettext("Un signalement", "%(num)s signalements", flags.number)
        lines.append((flags.first, Line(moment(flags.first), said, "", _until(flags), "wait")))
    return [line for _at, line in sorted(lines, key=lambda pair: pair[0])]


def _until(flags: FlagsInTime) -> str:
    if flags.number == 1 or flags.last is None:
        return ""
    return _("le dernier le %(moment)s", moment=moment(flags.last))


def _is_told(one: AuditEvent, decisions: Sequence[datetime]) -> bool:
    """Not what a decision tells better in its own line; each flag is counted, not listed."""
    if one.verb == "content.flag" or not (one.verb in SAID or one.verb.endswith((".hide", ".restore"))):
        return False
    of_decision = one.verb.rpartition(".")[2] in DECIDED and any(abs(one.at - at) < SAME for at in decisions)
    return not of_decision


def _decided(one: Decision, language: str) -> Line:
    ground = GROUNDS[one.ground].label.said_in(language) if one.ground else ""
    measure = one.measure.kind_name if one.measure else ""
    text = " · ".join(part for part in (ground, measure, one.reason) if part)
    by = one.by.name if one.by else _("un programme")
    return Line(moment(one.at), str(VERBS[one.verb]), by, text, TONES.get(one.verb, "done"))


def _names(events: Sequence[AuditEvent]) -> dict[str, str]:
    keys = {one.actor.removeprefix("person:") for one in events if one.actor}
    people = select(Person.public_id, Person.name).where(Person.public_id.in_(keys))
    return {f"person:{public_id}": name for public_id, name in db.session.execute(people)} if keys else {}


def _line(one: AuditEvent, names: dict[str, str]) -> Line:
    verb = one.verb.rpartition(".")[2]
    said = SAID.get(one.verb) or (HIDDEN if verb == "hide" else RESTORED)
    text = str(one.facts.get("reason", ""))
    return Line(moment(one.at), str(said), names.get(one.actor or "", ""), text, TONES.get(verb, "done"))
