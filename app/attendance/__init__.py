"""Who came to a meeting: personal codes, the list at the door, what a phone kept while offline, certificates."""
