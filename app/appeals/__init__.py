"""Statements of reasons and appeals: who is concerned reads why, and may ask somebody else to look again."""
