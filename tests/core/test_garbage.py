"""A process that serves looks for unreachable objects after answers, and only then."""

import gc

import pytest

from app.core.garbage import OFTEN, SELDOM, Swept


@pytest.fixture(autouse=True)
def _as_python_does():
    yield
    gc.unfreeze()
    gc.enable()


def test_python_no_longer_looks_by_itself_once_a_request_came():
    swept = Swept(lambda _environ, _start: [b"page"])
    assert gc.isenabled()
    assert swept({}, None) == [b"page"]
    assert not gc.isenabled()


def test_it_looks_at_what_is_young_often_and_at_everything_seldom(monkeypatch):
    looked = []
    monkeypatch.setattr(gc, "collect", lambda generation=2: looked.append(generation))
    swept = Swept(lambda _environ, _start: [])
    for _ in range(SELDOM):
        swept({}, None)
    assert looked == [1] * (SELDOM // OFTEN - 1) + [2]


def test_an_error_of_the_application_is_followed_by_a_look_all_the_same(monkeypatch):
    def broken(_environ, _start):
        raise ZeroDivisionError

    looked = []
    monkeypatch.setattr(gc, "collect", looked.append)
    swept = Swept(broken)
    for _ in range(OFTEN):
        with pytest.raises(ZeroDivisionError):
            swept({}, None)
    assert looked == [1]
