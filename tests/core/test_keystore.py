"""Keys are kept outside the database, given once, and read by nobody else."""

import base64
import os
import stat
import subprocess
import sys
import threading
from dataclasses import replace

import pytest

from app.booth import keys
from app.core.errors import Refused
from app.core.keystore import EnvironmentKeys, FileKeys, KeysReadOnly, store_for
from config import BadSettings, Settings
from tests.core.test_config import GOOD


@pytest.fixture
def files(tmp_path):
    return FileKeys(replace(Settings(), KEYS_DIR=str(tmp_path / "keys")))


def test_a_file_key_is_given_once_whoever_comes_at_once(files):
    got = []
    workers = [threading.Thread(target=lambda n=n: got.append(files.create("r1", b"%d" % n))) for n in range(20)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert set(got) == {files.get("r1")}
    assert files.names() == ["r1"]
    assert os.listdir(files.folder) == ["r1.json"]


def test_file_keys_are_read_by_their_owner_alone(files):
    files.create("r1", b"x")
    assert stat.S_IMODE((files.folder / "r1.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(files.folder.stat().st_mode) == 0o700
    assert files.open_to_others() == []
    (files.folder / "r1.json").chmod(0o644)
    assert files.open_to_others() == ["r1.json"]


def test_a_destroyed_key_is_gone(files):
    files.create("r1", b"x")
    files.destroy("r1")
    assert (files.get("r1"), files.names()) == (None, [])


@pytest.mark.parametrize("name", ["../r1", "a/b", "", "a.b", "é", "a" * 65])
def test_a_name_never_leads_elsewhere(files, name):
    with pytest.raises(ValueError, match="letters, digits"):
        files.create(name, b"x")


def test_keys_of_the_environment_are_read_and_never_written():
    store = EnvironmentKeys(Settings(), {EnvironmentKeys.variable("r-1_A"): base64.b64encode(b"x").decode()})
    assert (store.get("r-1_A"), store.get("r-1_a"), store.names()) == (b"x", None, ["r-1_A"])
    assert store.create("r-1_A", b"y") == b"x"
    for deed in (lambda: store.create("other", b"y"), lambda: store.destroy("r-1_A")):
        with pytest.raises(KeysReadOnly):
            deed()


def test_a_round_votes_with_the_keys_of_the_environment_and_stops_without(app, monkeypatch):
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, KEY_STORE="environment")
    content = keys.new_content()
    monkeypatch.setenv(EnvironmentKeys.variable("round-1"), base64.b64encode(content).decode())
    try:
        assert keys.of_round("round-1", may_create=True).public == keys.public_of("round-1") != ""
        with pytest.raises(Refused, match="les clés de cette édition manquent"):
            keys.of_round("round-2", may_create=True)
    finally:
        app.config["SETTINGS"] = before


class Elsewhere:
    """What a key-management service would be reached through."""

    def __init__(self, settings):
        self.held = {"r1": b"x"}

    def get(self, name):
        return self.held.get(name)


def test_another_store_is_a_class_by_its_name():
    assert store_for(replace(Settings(), KEY_STORE=f"{__name__}:Elsewhere")).get("r1") == b"x"
    for wrong in ("nowhere:Class", "app.core.keystore:Nothing", "files2"):
        with pytest.raises(BadSettings, match="KEY_STORE="):
            store_for(replace(Settings(), KEY_STORE=wrong))


def test_the_commands_tell_names_and_faults_and_never_a_secret(app):
    store = store_for(app.config["SETTINGS"])
    for name in store.names():
        store.destroy(name)
    runner, made = app.test_cli_runner(), keys.of_round("round-1", may_create=True)
    told = runner.invoke(args=["keys", "list"]).output
    assert told == f"round-1  {made.public}\n"
    assert made.pseudonyms.hex() not in told
    assert runner.invoke(args=["keys", "check"]).output == "1 keys, all well.\n"
    store.create("round-2", b"broken")
    answer = runner.invoke(args=["keys", "check"])
    assert answer.exit_code == 1
    assert "round-2: not the keys of a round" in answer.output
    store.destroy("round-2")
    rotated = dict(line.split("=", 1) for line in runner.invoke(args=["keys", "rotate"]).output.splitlines())
    assert len(rotated["SECRET_KEY"]) == 64
    assert rotated["SECRET_KEY_FALLBACKS"] == f"'{app.config['SECRET_KEY']}'"


@pytest.mark.parametrize("weak", ["x" * 40, "short", "development-only", "changeme-changeme-0123456789-abcdef"])
def test_production_refuses_a_weak_secret(weak):
    for name in ("SECRET_KEY", "SECRET_KEY_FALLBACKS"):
        with pytest.raises(BadSettings, match="SECRET_KEY must be a secret"):
            Settings.from_environ(GOOD | {name: weak})


def test_production_refuses_a_folder_of_keys_that_others_read(tmp_path):
    tmp_path.chmod(0o755)
    with pytest.raises(BadSettings, match="KEYS_DIR is open to other accounts"):
        Settings.from_environ(GOOD | {"KEYS_DIR": str(tmp_path)})
    tmp_path.chmod(0o700)
    Settings.from_environ(GOOD | {"KEYS_DIR": str(tmp_path)})


@pytest.mark.parametrize(
    ("arguments", "more", "told"),
    [
        (["run", "--port", "1"], {}, "flask run is for development"),
        (["routes"], {"FLASK_DEBUG": "1"}, "FLASK_DEBUG must not be set"),
    ],
)
def test_production_serves_neither_with_flask_run_nor_in_debug(arguments, more, told, tmp_path):
    environ = {**os.environ, **GOOD, "DATABASE_URL": f"sqlite:///{tmp_path}/a.db", **more}
    start = [sys.executable, "-m", "flask", "--app", "wsgi.py", *arguments]
    answer = subprocess.run(start, env=environ, capture_output=True, text=True, timeout=60)
    assert answer.returncode == 3
    assert told in answer.stderr
    assert "settings.refused" in answer.stderr
