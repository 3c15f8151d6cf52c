"""Envies: a desire or an idea in a few lines, which waits for moderation, is read, and may grow into a project."""
