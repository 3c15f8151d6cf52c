"""Rulebook 2: a text in, hints and a reasoned decision out. Pure Python: no web, no database, no application."""
