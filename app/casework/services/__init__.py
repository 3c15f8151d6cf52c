"""What the moderators' desk does: decisions on texts, and what becomes of a report."""

from app.casework.services.deciding import Content, DecidedMeanwhile, decide, open_decisions
from app.casework.services.flagging import flag, keep

__all__ = ["Content", "DecidedMeanwhile", "decide", "flag", "keep", "open_decisions"]
