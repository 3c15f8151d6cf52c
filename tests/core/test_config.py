"""Settings: typed, checked, and production refuses development values."""

import os
import subprocess
import sys

import pytest

from app.core.database import make_room
from config import INSTANCE, BadSettings, Settings

GOOD = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "0123456789abcdef" * 3,
    "DATABASE_URL": "postgres://u:p@db/comptoir",
    "KEYS_DIR": "/var/lib/comptoir-keys",
    "MAIL_URL": "smtp://mail:25",
    "BASE_URL": "https://budget.exemple.org",
    "MAIL_SENDER": "b@exemple.org",
    "CONTACT": "c@exemple.org",
    "OPERATOR": "Département des Essais",
}


def test_good_production_settings_are_read():
    settings = Settings.from_environ(GOOD)
    assert settings.database_url == "postgresql+psycopg://u:p@db/comptoir"
    assert settings.is_production


OWED = ["SECRET_KEY", "MAIL_URL", "BASE_URL", "KEYS_DIR", "MAIL_SENDER", "DATABASE_URL", "OPERATOR"]


@pytest.mark.parametrize("name", OWED)
def test_production_refuses_each_development_value(name):
    with pytest.raises(BadSettings, match=name):
        Settings.from_environ({k: v for k, v in GOOD.items() if k != name})


def test_all_faults_are_named_at_once():
    with pytest.raises(BadSettings) as refusal:
        Settings.from_environ({"ENVIRONMENT": "production"})
    assert [name for name in ("SECRET_KEY", "MAIL_URL", "BASE_URL", "KEYS_DIR") if name not in str(refusal.value)] == []


def test_an_unknown_way_for_mails_is_refused_in_any_environment():
    with pytest.raises(BadSettings, match="MAIL_URL must start with"):
        Settings.from_environ({"ENVIRONMENT": "development", "MAIL_URL": "imap://mail"})


def test_a_number_must_be_a_number():
    with pytest.raises(BadSettings, match="TRUSTED_PROXIES='two' must be a whole number"):
        Settings.from_environ({"TRUSTED_PROXIES": "two"})


def test_nothing_starts_when_the_environment_is_not_said(tmp_path):
    with pytest.raises(BadSettings, match="ENVIRONMENT is not set"):
        Settings.from_environ({})
    bare = {k: v for k, v in os.environ.items() if k != "ENVIRONMENT"} | {"DATABASE_URL": f"sqlite:///{tmp_path}/a.db"}
    start = [sys.executable, "-m", "flask", "--app", "wsgi.py", "routes"]
    answer = subprocess.run(start, env=bare, capture_output=True, text=True)
    assert (answer.returncode, answer.stdout) == (3, "")
    assert answer.stderr == (
        "Comptoir cannot start. ENVIRONMENT is not set: say development (as `make run` does), test or production.\n"
    )


@pytest.mark.parametrize("folder", ["instance/keys", "./instance/keys", "app/../instance/keys", "link/keys"])
def test_production_refuses_keys_beside_the_database_however_written(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(INSTANCE.parent)
    if folder.startswith("link"):
        (tmp_path / "link").symlink_to(INSTANCE)
        folder = str(tmp_path / folder)
    with pytest.raises(BadSettings, match="KEYS_DIR"):
        Settings.from_environ(GOOD | {"KEYS_DIR": folder})


def test_an_unknown_environment_is_refused():
    with pytest.raises(BadSettings, match="ENVIRONMENT='prod'"):
        Settings.from_environ({"ENVIRONMENT": "prod"})


def test_a_fresh_clone_gets_the_folder_of_its_database(tmp_path):
    make_room(f"sqlite:///{tmp_path}/instance/comptoir.db")
    assert (tmp_path / "instance").is_dir()


def test_a_folder_of_keys_is_looked_at_only_when_keys_live_in_one():
    Settings.from_environ(GOOD | {"KEY_STORE": "environment", "KEYS_DIR": "instance/keys"})
    with pytest.raises(BadSettings, match="KEYS_DIR"):
        Settings.from_environ(GOOD | {"KEY_STORE": "files", "KEYS_DIR": "instance/keys"})
