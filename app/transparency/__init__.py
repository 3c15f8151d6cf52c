"""What everybody may know of moderation: its rules, its figures, and the yearly report."""
