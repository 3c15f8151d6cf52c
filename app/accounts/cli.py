"""The commands of accounts."""
import click

COMMANDS: list[click.Command] = []
