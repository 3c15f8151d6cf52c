"""The stores of counts under a crowd, and a store that dies: a real Redis server, and both databases."""

import multiprocessing
import os
import pathlib
import shutil
import socket
import subprocess
import threading
import time

import pytest
import redis

from app import create_app
from app.core.extensions import db
from tests.core.test_rates import asked

CROWD, MOST = 1000, 37


class Server:
    """A Redis server of its own, which can be stopped and started again."""

    def __init__(self, folder):
        path = os.environ.get("REDIS") or shutil.which("redis-server") or shutil.which("valkey-server")
        assert path and pathlib.Path(path).exists(), "No redis-server: `make test` installs it (.ci/redis)."
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.path, self.folder, self.process = path, folder, None
        self.start()

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen([self.path, *options], stdout=subprocess.DEVNULL)
        for _try in range(200):
            try:
                with redis.Redis(port=self.port) as client:
                    client.ping()
                return
            except redis.ConnectionError:
                time.sleep(0.05)
        raise AssertionError("redis-server does not answer")

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture
def server(tmp_path):
    one = Server(tmp_path)
    yield one
    one.stop()


def spend(app, times):
    """How many of so many requests from one address were let through."""
    return sum(asked(app, "/envies/?q=a").status_code == 200 for _ in range(times))


def in_threads(app, crowd, threads=8):
    passed = []
    workers = [threading.Thread(target=lambda: passed.append(spend(app, crowd // threads))) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(passed)


def hit(app, times):
    """The same without the page: the limit alone."""
    (limiter,) = app.extensions["limiter"]
    from limits import parse

    limit, passed = parse(f"{MOST} per hour"), 0
    for _ in range(times):
        with app.app_context():
            passed += limiter.limiter.hit(limit, "crowd", "vote:address")
    return passed


def a_process(settings, times, answers):
    app = create_app(settings)
    answers.put(hit(app, times))


def in_processes(app, crowd, processes=4):
    """Other processes, begun anew: nothing is shared but the store."""
    spawn = multiprocessing.get_context("spawn")
    answers = spawn.Queue()
    workers = [
        spawn.Process(target=a_process, args=(app.config["SETTINGS"], crowd // processes, answers))
        for _ in range(processes)
    ]
    for worker in workers:
        worker.start()
    passed = sum(answers.get(timeout=120) for _ in workers)
    for worker in workers:
        worker.join(20)
    return passed


def test_a_crowd_of_pages_never_passes_the_limit(limited, app):
    other = limited(f"search:address={MOST} per hour")
    db.session.close()
    assert in_threads(other, 200) == MOST


@pytest.mark.slow
def test_a_thousand_at_once_from_several_processes_never_pass_the_limit_in_the_database(limited):
    other = limited("")
    db.session.close()
    assert in_processes(other, CROWD) == MOST


@pytest.mark.slow
def test_a_thousand_at_once_from_several_processes_never_pass_the_limit_in_redis(limited, server):
    other = limited("", server.url)
    db.session.close()
    assert in_processes(other, CROWD) == MOST


def test_counts_of_redis_name_nobody_and_carry_the_strategy(limited, server):
    other = limited("search:address=2 per hour", server.url.replace("redis://", "valkey://"))
    assert [asked(other, "/envies/?q=a").status_code for _ in range(3)] == [200, 200, 429]
    with redis.Redis(port=server.port, decode_responses=True) as client:
        keys = client.keys("*")
    assert keys and all("fixed-window" in key for key in keys)
    assert not [key for key in keys if "203.0.113" in key]


def test_reading_goes_on_and_codes_wait_when_redis_stops(limited, server, mails, caplog):
    other = limited("", server.url)
    sign_in = {"method": "POST", "email": "amel@exemple.fr", "way": "code"}
    assert asked(other, "/envies/?q=a").status_code == 200
    assert asked(other, "/compte/connexion", **sign_in).status_code == 303
    sent = len(mails())
    server.stop()
    assert asked(other, "/envies/?q=a").status_code == 200
    refused = asked(other, "/compte/connexion", **sign_in)
    assert refused.status_code == 503
    assert "momentanément empêché" in refused.text
    assert "amel@exemple.fr" in refused.text
    assert len(mails()) == sent
    downs = [record for record in caplog.records if record.getMessage() == "limit.store_down"]
    assert [record.facts["closed"] for record in downs] == [False, True]
    server.start()
    assert asked(other, "/envies/?q=a").status_code == 200
    assert asked(other, "/compte/inscription", method="POST", name="Bo", email="bo@exemple.fr").status_code == 303
