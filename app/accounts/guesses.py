"""Passwords that are guessed first: the common ones, with digits around or twice in a row; names; runs (ASVS 6.2.4).

`common_passwords.txt`: the most frequent of leaked lists, from zxcvbn (MIT), and a few French ones.
"""

import re
from functools import lru_cache
from pathlib import Path

from app.core.text import plain

LIST = Path(__file__).with_name("common_passwords.txt")
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "azertyuiopqsdfghjklmwxcvbn", "qwertyuiopasdfghjklzxcvbnm")
READ_AS = str.maketrans("013457@$!", "oieastasi")
SHORTEST_NAME = 4  # letters of a name that count: "Léa" is in too many words
FEWEST_SIGNS = 5  # different ones


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """The common passwords, in small letters."""
    return frozenset(LIST.read_text(encoding="utf-8").split())


def is_common(password: str) -> bool:
    """Whether it is a common password, alone, twice, or with digits and signs around it or in place of letters."""
    small = password.casefold()
    cores = {small, re.sub(r"^[\W\d_]+|[\W\d_]+$", "", small)}
    cores |= {core.translate(READ_AS) for core in cores} | {re.sub(r"[\W\d_]", "", small)}
    return any(core in common() or _is_two(core) for core in cores if core)


def _is_two(core: str) -> bool:
    return any(core[:n] in common() and core[n:] in common() for n in range(4, len(core) - 3)) and core.isalnum()


def is_run(password: str) -> bool:
    """Whether it is few signs repeated, or a run of the alphabet, of digits or of the keyboard."""
    small = password.casefold()
    runs = [row * 2 for row in ROWS] + [row[::-1] * 2 for row in ROWS]
    return len(set(small)) < FEWEST_SIGNS or any(small in run for run in runs)


def holds_a_name(password: str, names: tuple[str, ...]) -> bool:
    """Whether most of it is a name, an address or the name of the site: once they are taken out, little remains."""
    rest = re.sub(r"\W", "", plain(password))
    for word in sorted({w for name in names for w in re.split(r"[\W_]+", plain(name))}, key=len, reverse=True):
        if len(word) >= SHORTEST_NAME:
            rest = rest.replace(word, "")
    return len(rest) < FEWEST_SIGNS + 1
