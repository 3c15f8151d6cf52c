"""Municipalities, cantons and inter-municipal bodies: where ideas, projects and voters are."""
