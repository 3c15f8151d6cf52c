"""The commands of territories."""
import click

COMMANDS: list[click.Command] = []
