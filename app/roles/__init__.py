"""Who may what: roles given, limited and delegated; interests declared, and the doors they close."""
