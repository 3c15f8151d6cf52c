"""The commands of results."""
import click

COMMANDS: list[click.Command] = []
