"""Who reads and joins the quotes of a line: whoever may see or write its project, as the project's own doors say."""

from typing import Any

from app.budgets.models import BudgetLine
from app.core.policy import RULES, Rule, allow


class _LikeItsProject(Rule):
    """The answer of a door of the project."""

    def __init__(self, permission: str) -> None:
        name = f"{permission} of its project"
        super().__init__(lambda actor, line: RULES[permission](actor, line.budget.project), name)
        self.permission = permission

    def why_not(self, actor: Any, line: BudgetLine) -> str:
        """The project's own sentence ("your dossier is submitted")."""
        return RULES[self.permission].why_not(actor, line.budget.project)


allow(budget_line__see=_LikeItsProject("project.see"), budget_line__edit=_LikeItsProject("project.edit"))
