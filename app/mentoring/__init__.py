"""Mentoring: who accompanies which project, what was said at their meetings, and which projects are stuck."""
