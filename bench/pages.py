"""`python -m bench pages [SQLite] [PostgreSQL] [--rounds N]`: how long pages take beside a bare Flask route.

On a small and on a large site, on both databases unless one is named.

gunicorn as shipped (2 workers, 4 threads), 4 connections kept open, every target in turn in each round; medians of the
rounds. Two figures a page: the time, which other programs of the machine lengthen, and the work, which is the time of
the processors that the workers used, and which they lengthen less. Pages are made anew for each request (KEEP_PAGES=0),
but for the lines that say "kept". Limits of requests are counted as ever, and raised: all visitors here have one
address. A worker that dies stops the bench.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.folders import ROOT
from bench.postgresql import a_server
from bench.results import seconds, table, times, write

COMMAND = "`python -m bench pages`"
SIZES, ROUNDS, REQUESTS, CONNECTIONS, FIRST_PORT = {"few": 100, "many": 10_000}, 5, 40, 4, 8820
PUBLIC = {
    "home": "/",
    "list, by lot": "/envies/",
    "list, page 4": "/envies/?ordre=hasard&graine=a1&page=4",
    "list, by support": "/envies/?ordre=soutiens",
    "list, one theme and commune": "/envies/?theme=patrimoine&commune=62041",
    "search, two words": "/envies/?q=velo+aines",
    "map": "/envies/carte",
    "page of a commune": "/communes/62041",
}
KEPT = ("home", "list, by lot", "search, two words", "project of the vote", "result")
GOALS = {"": 10, "kept": 2, "signed in": 16}
DATABASES = ("SQLite", "PostgreSQL")
GUNICORN = ("--threads", "4", "--worker-class", "gthread", "--preload", "--no-control-socket", "--log-level", "warning")
TICKS = os.sysconf("SC_CLK_TCK")


class Target(NamedTuple):
    """One page of one site: its port, its path, the cookie of who asks."""

    port: int
    path: str
    cookie: str = ""


class Figure(NamedTuple):
    """Seconds a request: as a visitor waits, and of the processors in the workers."""

    time: float
    work: float


class Site(NamedTuple):
    """A database filled, with the settings that serve it and what may be asked of it."""

    environment: dict[str, str]
    pages: dict[str, str]
    cookies: dict[str, str]

    def targets(self, port: int) -> dict[str, Target]:
        """Every page of the site; "holder: a step" is asked with the cookie of the holder."""
        return {name: Target(port, path, self.cookies.get(name.split(":")[0], "")) for name, path in self.pages.items()}


def main(arguments: Sequence[str] = ()) -> int:
    """Measure and write the figures down, for each database its own section."""
    parser = argparse.ArgumentParser(prog="python -m bench pages")
    parser.add_argument("databases", nargs="*", metavar="database", help=" or ".join(DATABASES))
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args(arguments)
    for database in chosen.databases or DATABASES:
        with tempfile.TemporaryDirectory() as folder, urls_of(database, folder) as urls:
            text = section(urls, folder, chosen.rounds)
        write({f"Pages: {database}": text})
    return 0


@contextmanager
def urls_of(database: str, folder: str) -> Iterator[dict[str, str]]:
    """An empty database for each size."""
    if database == "SQLite":
        yield {size: f"sqlite:///{folder}/{size}.db" for size in SIZES}
    else:
        with a_server() as server:
            yield {size: new_database(server, size) for size in SIZES}


def new_database(server, size: str) -> str:
    """An empty database of that server."""
    import psycopg  # noqa: PLC0415  (only here)

    with psycopg.connect(server.get_uri("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE bench_{size}")
    return server.get_uri(f"bench_{size}").replace("postgresql://", "postgresql+psycopg://")


def section(urls: dict[str, str], folder: str, rounds: int) -> str:
    """Both sizes on one database, with the bare route in the same run."""
    few, many = (prepared(url, size, folder) for size, url in urls.items())
    busy = os.getloadavg()[0]  # before anything of ours is served
    with (
        serving("bench.hello:app", FIRST_PORT, dict(os.environ)) as hello,
        serving("wsgi:app", FIRST_PORT + 1, few.environment) as small,
        serving("wsgi:app", FIRST_PORT + 2, many.environment) as large,
        serving("wsgi:app", FIRST_PORT + 3, {**many.environment, "KEEP_PAGES": "30"}) as keeping,
    ):
        kept = {name: target for name, target in many.targets(keeping).items() if name in KEPT}
        figures = measured(
            {("hello", "hello"): Target(hello, "/")}
            | {("few", name): target for name, target in few.targets(small).items()}
            | {("many", name): target for name, target in many.targets(large).items()}
            | {("kept", name): target for name, target in kept.items()},
            rounds,
        )
    bare = figures["hello", "hello"]
    said = (
        f"Hello: {seconds(bare.time)} a request ({seconds(bare.work)} of work), {CONNECTIONS} connections; "
        f"times and work are × hello; medians of {rounds} rounds. {how_busy(busy)}"
    )
    head = ["page", "small: time", "work", "large: time", "work", "large / small, work", "goal", "verdict", "command"]
    lines = [line(name, figures) for name in few.pages] + [kept_line(name, figures) for name in kept]
    return f"{said}\n\n{table(head, lines)}"


def how_busy(load: float) -> str:
    """What else the machine did: the mean number of programs that wanted a processor in the minute before."""
    quiet = load < 0.5 * (os.cpu_count() or 1) + 1
    told = (
        "quiet" if quiet else "**busy with other work: times are too long, work less so, verdicts not the last word**"
    )
    return f"The machine was {told} (load average {load:.1f} before the first request)."


def line(name: str, figures: dict[tuple[str, str], Figure]) -> list[str]:
    """The line of a page made anew."""
    bare, small, large = figures["hello", "hello"], figures["few", name], figures["many", name]
    goal = GOALS["signed in" if ":" in name else ""]
    grown = large.work / small.work
    reached = small.work / bare.work <= goal, grown <= 1.3
    said = "reached" if all(reached) else "**not reached**" if not any(reached) else _half(reached)
    shown = [times(f) for f in (small.time / bare.time, small.work / bare.work, large.time / bare.time)]
    return [name, *shown, times(large.work / bare.work), times(grown), f"≤ {goal} ×; ≤ 1.3 ×", said, COMMAND]


def kept_line(name: str, figures: dict[tuple[str, str], Figure]) -> list[str]:
    """The line of a page kept ready."""
    bare, kept = figures["hello", "hello"], figures["kept", name]
    said = "reached" if kept.work / bare.work <= GOALS["kept"] else "**not reached**"
    shown = ["–", "–", times(kept.time / bare.time), times(kept.work / bare.work)]
    return [f"{name}, kept", *shown, "–", f"≤ {GOALS['kept']} ×", said, COMMAND]


def _half(reached: tuple[bool, bool]) -> str:
    return "reached; **growth not**" if reached[0] else "**not reached**; growth reached"


def prepared(url: str, size: str, folder: str) -> Site:
    """A site of that size."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "KEYS_DIR": f"{folder}/keys",
        "MAIL_URL": f"file:{folder}/mail",
        "FILES_DIR": f"{folder}/files",
        "ENVIRONMENT": "development",
        "KEEP_PAGES": "0",
        "LIMITS": "; ".join(f"search:{whose}=90000000 per minute" for whose in ("address", "person")),
        "FLASK_APP": "wsgi.py",
    }
    python(["-m", "flask", "db", "upgrade"], environment)
    python(["-m", "bench.invented_ideas", str(SIZES[size])], environment)
    told = json.loads(python(["-m", "bench.invented_programme", size], environment))
    return Site(environment, PUBLIC | told["pages"], told["cookies"])


def python(arguments: list[str], environment: dict[str, str]) -> str:
    """What such a process says."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def serving(application: str, port: int, environment: dict[str, str], workers: int = 2) -> Iterator[int]:
    """gunicorn as `flask serve` starts it; WORKERS knows its processes."""
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", str(workers)]
    process = subprocess.Popen([*command, *GUNICORN, application], cwd=ROOT, env=environment)
    try:
        for _ in range(1200):
            if process.poll() is not None:
                raise RuntimeError(f"{application} did not start.")
            if len(children_of(process.pid)) == workers and answers(port):
                break
            time.sleep(0.1)
        WORKERS[port] = process.pid, children_of(process.pid)
        yield port
    finally:
        process.terminate()
        process.wait()


WORKERS: dict[int, tuple[int, list[str]]] = {}


def children_of(process: int) -> list[str]:
    """The processes it started and that live."""
    return Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()


def answers(port: int) -> bool:
    """Whether somebody answers there."""
    try:
        asked(http.client.HTTPConnection("127.0.0.1", port, timeout=60), Target(port, "/"))
    except OSError:
        return False
    return True


def workers_of(port: int) -> list[str]:
    """The workers that answer on this port: those of the first minute, or the bench stops."""
    master, born = WORKERS[port]
    if (alive := children_of(master)) != born:
        raise RuntimeError(f"A worker of port {port} died: {born} became {alive}.")
    return alive


def worked(port: int) -> float:
    """Seconds of processor used so far by the workers that answer on this port."""
    stats = [Path(f"/proc/{one}/stat").read_text("utf-8").rpartition(")")[2].split() for one in workers_of(port)]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / TICKS


def asked(connection: http.client.HTTPConnection, target: Target) -> None:
    """One page, read to its end."""
    cookie = {"Cookie": target.cookie} if target.cookie else {}
    connection.request("GET", target.path, headers={"Accept-Encoding": "gzip", **cookie})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{target.path}: {answer.status}")


def measured(targets: dict[tuple[str, str], Target], rounds: int) -> dict[tuple[str, str], Figure]:
    """Both figures of each target: medians of the rounds, the targets in turn."""
    found: dict[tuple[str, str], list[Figure]] = {name: [] for name in targets}
    for number in range(rounds + 1):
        for (kind, name), target in targets.items():
            figure = burst(target, REQUESTS * (10 if kind in {"hello", "kept"} else 1))
            if number:  # the first round warms
                found[kind, name].append(figure)
    return {key: Figure(*(median(one) for one in zip(*runs, strict=True))) for key, runs in found.items()}


def burst(target: Target, requests: int) -> Figure:
    """One measure, with as many connections as there are threads here."""
    connections = [http.client.HTTPConnection("127.0.0.1", target.port, timeout=60) for _ in range(CONNECTIONS)]

    def some(connection: http.client.HTTPConnection) -> None:
        for _ in range(requests // CONNECTIONS):
            asked(connection, target)

    before, start = worked(target.port), time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        list(threads.map(some, connections))  # an error of any of them is ours
    return Figure((time.perf_counter() - start) / requests, (worked(target.port) - before) / requests)


if __name__ == "__main__":
    sys.exit(main())
