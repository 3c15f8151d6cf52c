"""Who reads and proves an answer: whoever may see or write its project, as the project's own doors say."""

from typing import Any

from app.core.policy import RULES, Rule, allow
from app.criteria.models import SelfAssessment


class _LikeItsProject(Rule):
    """The answer of a door of the project."""

    def __init__(self, permission: str) -> None:
        name = f"{permission} of its project"
        super().__init__(lambda actor, answer: RULES[permission](actor, answer.project), name)
        self.permission = permission

    def why_not(self, actor: Any, answer: SelfAssessment) -> str:
        """The project's own sentence ("your dossier is submitted")."""
        return RULES[self.permission].why_not(actor, answer.project)


allow(self_assessment__see=_LikeItsProject("project.see"), self_assessment__edit=_LikeItsProject("project.edit"))
