"""Envies that arrive by e-mail: each waits as a draft that its sender finishes; nothing is published by mail."""
