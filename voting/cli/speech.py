"""The options every command has: the language of its answer, and whether it says what is going on."""

import argparse


def add_speech(parser: argparse.ArgumentParser) -> None:
    """--lang and --progress, which every command has."""
    parser.add_argument("--lang", choices=("fr", "en"), default="fr", help="language of the answer (default: fr)")
    parser.add_argument(
        "--progress", action="store_true", help="say on stderr what is going on (default: on a terminal)"
    )
