"""Teams: how a project is written by several: invitations, roles, the hand-over, tasks, remarks beside each field."""
