"""How long the pages that explore take, beside a bare Flask route, with 100 ideas and with 10,000, on both databases.

gunicorn as shipped (2 workers, 4 threads), 4 connections kept open, every target in turn in each round; medians of the
rounds. The limits of requests are counted as ever, and raised: all visitors here have one address.
"""

import http.client
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import median

from bench.folders import ROOT
from bench.postgresql import a_server
from bench.results import seconds, table, times, write

COMMAND = "`python -m bench pages`"
SIZES, ROUNDS, REQUESTS, CONNECTIONS, FIRST_PORT = (100, 10_000), 7, 80, 4, 8820
PAGES = {
    "list, by lot": "/envies/",
    "list, page 4": "/envies/?ordre=hasard&graine=a1&page=4",
    "list, by support": "/envies/?ordre=soutiens",
    "list, one theme and commune": "/envies/?theme=patrimoine&commune=62041",
    "search, two words": "/envies/?q=velo+aines",
    "map": "/envies/carte",
    "page of a commune": "/communes/62041",
}
GUNICORN = [
    *("--workers", "2", "--threads", "4", "--worker-class", "gthread", "--preload", "--no-control-socket"),
    *("--log-level", "warning"),
]


def main(_arguments: Sequence[str] = ()) -> int:
    """Measure and write the figures down."""
    texts = []
    with tempfile.TemporaryDirectory() as folder:
        texts.append(section("SQLite", [f"sqlite:///{folder}/{size}.db" for size in SIZES], folder))
        with a_server() as server:
            urls = [new_database(server, size) for size in SIZES]
            texts.append(section("PostgreSQL", urls, folder))
    write({"Pages that explore": "\n\n".join(texts)})
    return 0


def new_database(server, size: int) -> str:
    """An empty database of that server."""
    import psycopg  # noqa: PLC0415  (only here)

    with psycopg.connect(server.get_uri("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE bench_{size}")
    return server.get_uri(f"bench_{size}").replace("postgresql://", "postgresql+psycopg://")


def section(database: str, urls: Sequence[str], folder: str) -> str:
    """Both sizes on one database, with the bare route in the same run."""
    environments = [prepared(url, size, folder) for url, size in zip(urls, SIZES, strict=True)]
    with (
        serving("bench.hello:app", FIRST_PORT, dict(os.environ)) as hello,
        serving("wsgi:app", FIRST_PORT + 1, environments[0]) as few,
        serving("wsgi:app", FIRST_PORT + 2, environments[1]) as many,
    ):
        sites = {f"{n} {name}": (port, path) for n, port in ((0, few), (1, many)) for name, path in PAGES.items()}
        figures = measured({"hello": (hello, "/")} | sites)
    bare = figures["hello"]
    rows = [
        [
            name,
            times(figures[f"0 {name}"] / bare),
            times(figures[f"1 {name}"] / bare),
            times(figures[f"1 {name}"] / figures[f"0 {name}"]),
            COMMAND,
        ]
        for name in PAGES
    ]
    head = [
        "page, signed out",
        "100 ideas, × hello (goal 10)",
        "10,000 ideas, × hello",
        "10,000 / 100 (goal 1.3)",
        "command",
    ]
    return f"{database}; hello: {seconds(bare)} a request, {CONNECTIONS} connections.\n\n{table(head, rows)}"


def prepared(url: str, size: int, folder: str) -> dict[str, str]:
    """The settings of a site with so many ideas."""
    own = {
        "DATABASE_URL": url,
        "KEYS_DIR": f"{folder}/keys",
        "MAIL_URL": f"file:{folder}/mail",
        "ENVIRONMENT": "development",
    }
    raised = {"LIMITS": "search:address=90000000 per minute", "FLASK_APP": "wsgi.py"}
    environment = {**os.environ, **own, **raised}
    subprocess.run(
        [sys.executable, "-m", "flask", "db", "upgrade"], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    subprocess.run([sys.executable, "-m", "bench.invented_ideas", str(size)], cwd=ROOT, env=environment, check=True)
    return environment


@contextmanager
def serving(application: str, port: int, environment: dict[str, str]) -> Iterator[int]:
    """gunicorn as `flask serve` starts it."""
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", *GUNICORN, application]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        for _ in range(300):
            try:
                asked(http.client.HTTPConnection("127.0.0.1", port, timeout=60), "/")
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


def asked(connection: http.client.HTTPConnection, path: str) -> None:
    """One page, read to its end."""
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")


def measured(targets: dict[str, tuple[int, str]]) -> dict[str, float]:
    """Seconds a request of each target: medians of the rounds, the targets in turn."""
    figures: dict[str, list[float]] = {name: [] for name in targets}
    for number in range(ROUNDS + 1):
        for name, (port, path) in targets.items():
            spent = burst(port, path, REQUESTS * (5 if name == "hello" else 1))
            if number:  # the first round warms
                figures[name].append(spent)
    return {name: median(runs) for name, runs in figures.items()}


def burst(port: int, path: str, requests: int) -> float:
    """Seconds a request, with as many connections as there are threads here."""
    connections = [http.client.HTTPConnection("127.0.0.1", port, timeout=60) for _ in range(CONNECTIONS)]

    def some(connection: http.client.HTTPConnection) -> None:
        for _ in range(requests // CONNECTIONS):
            asked(connection, path)

    threads = [threading.Thread(target=some, args=(one,)) for one in connections]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return (time.perf_counter() - start) / requests


if __name__ == "__main__":
    sys.exit(main())
