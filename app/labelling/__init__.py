"""Decisions on the label: prepared with their reasons, announced together, told by a letter, contested."""
