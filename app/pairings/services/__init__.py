"""What is done with two proposals: declared exclusive, or joined; one file a family."""

from app.pairings.services.excluding import declare_exclusion, lift_exclusion
from app.pairings.services.merging import Joint, accept, ask, decline, withdraw

__all__ = ["Joint", "accept", "ask", "decline", "declare_exclusion", "lift_exclusion", "withdraw"]
