"""Comptoirs and workshops: where people meet, register, and turn ideas into projects."""
