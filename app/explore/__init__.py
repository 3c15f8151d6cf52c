"""Explore: lists, map, search, and the page of each commune: how one finds an idea or a project among thousands."""
