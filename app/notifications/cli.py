"""The commands of notifications."""
import click

COMMANDS: list[click.Command] = []
