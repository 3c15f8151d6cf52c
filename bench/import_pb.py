"""How long importing and counting a large real election takes, and the memory it needs at most.

The file is the largest of COMPTOIR_PB_DIR that the platform counts, or one invented here of the same size.
"""

import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

from bench.postgresql import a_server
from bench.results import table, write

ROOT = pathlib.Path(__file__).resolve().parents[1]
LARGE = "poland_warszawa_2024_.pb"
TITLE = "Importing and counting a large election"
VOTERS, PROJECTS, TOKENS = 75_255, 118, 10


def main(_arguments: Sequence[str] = ()) -> int:
    """Measure on both databases and write the figures down."""
    with tempfile.TemporaryDirectory() as folder:
        path = large_file(pathlib.Path(folder))
        measures = [measure("SQLite", f"sqlite:///{folder}/bench.db", path, folder)]
        with a_server() as server:
            measures.append(measure("PostgreSQL", server.get_uri("postgres"), path, folder))
    write({TITLE: section(path.name, measures)})
    return 0


def large_file(folder: pathlib.Path) -> pathlib.Path:
    """The largest real file, or an invented one with as many voters and projects."""
    real = pathlib.Path(os.environ.get("COMPTOIR_PB_DIR", ROOT.parent / "shared" / "pb")) / LARGE
    if real.exists():
        return real
    chance, invented = random.Random(1), folder / "invented.pb"
    ids = [str(n) for n in range(1, PROJECTS + 1)]
    head = [
        "META",
        "key;value",
        "description;Invented",
        "country;FR",
        "unit;Bench",
        "instance;2024",
        f"num_projects;{PROJECTS}",
        f"num_votes;{VOTERS}",
        "budget;30428140",
        "vote_type;approval",
        "rule;greedy",
        f"max_length;{TOKENS}",
        "PROJECTS",
        "project_id;cost",
    ]
    projects = [f"{one};{chance.randint(5_000, 6_000_000)}" for one in ids]
    votes = [f"{n};{','.join(chance.sample(ids, chance.randint(1, TOKENS)))}" for n in range(VOTERS)]
    invented.write_text("\n".join([*head, *projects, "VOTES", "voter_id;vote", *votes]) + "\n", "utf-8")
    return invented


def measure(database: str, url: str, path: pathlib.Path, folder: str) -> tuple[str, float, int]:
    """Seconds and peak memory (MiB) of one import in a process of its own, on an empty migrated database."""
    flask = [sys.executable, "-m", "flask", "--app", "wsgi.py"]
    own = {"DATABASE_URL": url, "KEYS_DIR": f"{folder}/keys", "MAIL_URL": f"file:{folder}/mail"}
    environment = {"ENVIRONMENT": "development", **os.environ, **own}
    subprocess.run([*flask, "db", "upgrade"], cwd=ROOT, env=environment, check=True, capture_output=True)
    start = time.monotonic()
    process = subprocess.Popen(
        [*flask, "rounds", "import", str(path)], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the import failed on {database}")
    seconds, memory = time.monotonic() - start, usage.ru_maxrss // 1024
    print(f"{database}: {seconds:.1f} s, {memory} MiB")
    return database, seconds, memory


def section(name: str, measures: list[tuple[str, float, int]]) -> str:
    """The section of RESULTS.md."""
    rows = [(database, f"{seconds:.1f} s", f"{memory} MiB") for database, seconds, memory in measures]
    return f"""`flask rounds import {name}`: reading, checking and writing the ballots, counting with the margin of
every project, certificate, commit; start of the process included. Peak memory is that of the importing process.

{table(("database", "time", "peak memory"), rows)}
"""
