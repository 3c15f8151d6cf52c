"""Pictures and documents that people send: checked, kept outside the database, shown through one door."""
