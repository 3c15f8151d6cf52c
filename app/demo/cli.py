"""The commands of demo."""
import click

COMMANDS: list[click.Command] = []
