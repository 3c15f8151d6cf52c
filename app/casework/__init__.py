"""The moderators' desk: what waits, prepared by the rulebook moderation/, decided with a reason."""
