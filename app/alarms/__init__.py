"""Threats to life: whom to call at once, and what the team told the authorities."""
