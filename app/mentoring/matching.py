"""Who could accompany a project, best first, with the reasons in words: nearness, theme, room left."""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from app.accounts.models import Role, RoleGrant, ScopeKind
from app.accounts.scopes import covers, has_interest
from app.mentoring import queries
from app.mentoring.models import Mentor
from app.projects.models import Project

# The nearer the territory of a role, the better its holder knows the people there.
NEARNESS = {ScopeKind.MUNICIPALITY: 3, ScopeKind.CANTON: 2, ScopeKind.EPCI: 2}
SHOWN = 5


class Suggestion(NamedTuple):
    """Somebody who could accompany the project, and why."""

    mentor: Mentor
    score: float
    reasons: list[str]


def suggestions(project: Project) -> list[Suggestion]:
    """The best mentors for that project who have room, no interest in it and no part in its team."""
    found = [_weighed(mentor, project) for mentor in queries.free_mentors() if could_accompany(mentor, project)]
    return sorted(found, key=lambda each: (-each.score, each.mentor.load, each.mentor.id))[:SHOWN]


def could_accompany(mentor: Mentor, project: Project) -> bool:
    """Whether a role of theirs reaches the project, and they are outside its team, with no declared interest in it."""
    person = mentor.person
    return bool(_grants(mentor, project)) and person.id not in project.team_ids and not has_interest(person, project)


def _grants(mentor: Mentor, project: Project) -> Sequence[RoleGrant]:
    return [grant for grant in mentor.person.grants if grant.role is Role.MENTOR and covers(grant, project)]


def _weighed(mentor: Mentor, project: Project) -> Suggestion:
    near = max(NEARNESS.get(grant.scope, 0) for grant in _grants(mentor, project))
    knows = project.theme.value in mentor.themes
    free = mentor.capacity - mentor.load
    where = _("son territoire comprend %(place)s", place=project.municipality.name) if near else _("accompagne partout")
    reasons = [where]
    if knows:
        reasons.append(_("connaît le thème « %(theme)s »", theme=project.theme.label))
    elif not mentor.themes:
        reasons.append(_("accompagne sur tous les thèmes"))
    reasons.append(
        _("n’accompagne encore aucun projet")
        if not mentor.load
        else ngettext("peut encore prendre un projet", "peut encore prendre %(num)s projets", free)
    )
    return Suggestion(mentor, near + 3 * knows + 2 * free / mentor.capacity, reasons)
