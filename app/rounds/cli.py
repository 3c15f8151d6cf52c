"""The commands of rounds."""
import click

COMMANDS: list[click.Command] = []
