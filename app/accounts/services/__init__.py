"""What is done with accounts: sessions, one-time codes, entering, people and their roles."""
