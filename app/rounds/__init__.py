"""Rounds: one cycle each, from ideas to certified results; its calendar, its envelope and its versioned rulebook."""
