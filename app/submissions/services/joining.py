"""Two dossiers give way to one: the words of both are frozen together, and both teams become its team."""

from flask_babel import gettext as _

from app.accounts.models import Person
from app.core import audit
from app.core.extensions import db
from app.core.lifecycle import advance
from app.files.services import copy_documents, copy_files
from app.projects.models import Member, MemberRole, Project, Proposal
from app.projects.steps import said
from app.submissions.services.submitting import new_code, receive


def submit_joined(  # noqa: PLR0913  (what the common project is)
    kept: Proposal, joined: Proposal, title: str, summary: str, words: str, requested_cents: int, *, by: Person
) -> Proposal:
    """Enter one proposal in place of two, in the project of the first; files and receipt come along.

    Whoever asks has checked that both wait for the committee, and that both teams agree.
    """
    project = kept.project
    assert project is not None  # noqa: S101 (imported proposals are never entered)
    for older in (kept, joined):
        advance(older, "replace", by=by, joined=True)
    project.title, project.summary = title, summary
    made = Proposal(
        round=kept.round,
        project=project,
        code=new_code(kept.round),
        title=title,
        summary=summary,
        collective=", ".join(name for name in (kept.collective, joined.collective) if name),
        theme=kept.theme,
        municipality=kept.municipality,
        place=kept.place,
        youth=kept.youth and joined.youth,
        answers=_answers(kept, joined, words),
        requested_cents=requested_cents,
        budget_cents=kept.budget_cents + joined.budget_cents,
    )
    db.session.add(made)
    db.session.flush()
    _bring_in(project, joined, by)
    documents = copy_documents({audit.name_of(joined): joined.title}, made)
    frozen = [file.sha256 for file in (*copy_files(kept, made), *documents)]
    audit.record(
        "proposal.enter", made, by=by, project=project.public_id, code=made.code, files=frozen, joined=joined.code
    )
    receive(made, frozen, by)
    return made


def _answers(kept: Proposal, joined: Proposal, words: str) -> list[dict[str, str]]:
    """What the teams do together, then the words of each, under its name."""
    together = {"step": _("Le projet commun"), "label": _("Ce que les deux équipes feront ensemble")}
    return [
        {**together, "text": words, "key": "joint"},
        *(
            line | {"step": f"{said(line['step'])} ({each.title})", "key": f"{place}.{line.get('key', '')}"}
            for place, each in enumerate((kept, joined), 1)
            for line in each.answers
        ),
    ]


def _bring_in(project: Project, joined: Proposal, by: Person) -> None:
    """The second team joins the first: whoever wrote there writes here."""
    if joined.project is None:
        return
    known = set(project.team_ids)
    roles = {joined.project.holder_id: MemberRole.EDITOR}
    roles |= {member.person_id: member.role for member in joined.project.members}
    for person_id, role in roles.items():
        if person_id not in known:
            project.members.append(Member(person_id=person_id, role=role))
    db.session.flush()
    audit.record("project.join_teams", project, by=by, joined=joined.project.public_id, people=len(roles))
