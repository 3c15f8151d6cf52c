"""One's own data: reading it, taking it along, leaving; and the purge of what is kept no longer."""
