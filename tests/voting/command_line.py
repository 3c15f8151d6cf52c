"""The command line as tests use it: in this process, or as anybody would; and a small city to count."""

import os
import subprocess
import sys

from tests.voting.small_elections import FILES
from voting.__main__ import main

ROOT = FILES.parents[2]
WITHOUT_NUMPY = (
    "import sys; sys.modules['numpy'] = None; from voting.cli.main import main; sys.exit(main(sys.argv[1:]))"
)

CITY = """META
key;value
description;A small city
country;France
unit;Exemple
instance;2026
num_projects;5
num_votes;7
budget;1000
vote_type;approval
rule;greedy
currency;{currency}
min_length;1
max_length;5
date_begin;2026
date_end;2026
PROJECTS
project_id;cost;name;category;district
a;500;Atelier;Culture;Nord
b;400;Bancs;Sport;Nord
c;300;Canal;Culture;Sud
d;250,50;Danse;Culture;Sud
e;100;=Eau;Sport;Nord
VOTES
voter_id;vote
1;a,b
2;a,b
3;a,b
4;c,d
5;c,d
6;c
7;e
"""


def run(capsys, *arguments):
    """The exit code and what was said; a wrong command leaves with its code too."""
    try:
        code = main([os.fsdecode(a) if isinstance(a, os.PathLike) else str(a) for a in arguments])
    except SystemExit as left:
        code = left.code
    return code, capsys.readouterr()


def refused(capsys, *arguments):
    """The one sentence of a wrong command: exit code 2, nothing on the standard output."""
    code, said = run(capsys, *arguments)
    assert (code, said.out) == (2, ""), said
    assert said.err.endswith("\n") and said.err.count("\n") == 1 and "Traceback" not in said.err
    return said.err


def started(*arguments, without_numpy=False, **options):
    """The command in a process of its own."""
    begin = ["-c", WITHOUT_NUMPY] if without_numpy else ["-m", "voting"]
    return subprocess.run([sys.executable, *begin, *arguments], capture_output=True, cwd=ROOT, **options)


def city(tmp_path, currency="EUR", **changes):
    """The small city as a file; `changes`: text there -> text instead."""
    text = CITY.format(currency=currency)
    for old, new in changes.items():
        text = text.replace(old, new)
    path = tmp_path / "city.pb"
    path.write_text(text, encoding="utf-8")
    return path
