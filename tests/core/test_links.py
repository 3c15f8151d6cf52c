"""Signed links: what they hold is read back for one purpose only, and what was changed is refused and written down."""

import logging

from app.core import links


def test_a_link_is_read_for_its_own_purpose_only(app):
    token = links.sign("test.one", "3f9c")
    assert links.read("test.one", token) == "3f9c"
    assert links.read("test.two", token) is None
    # Not the last sign: it holds two bits that say nothing.
    changed = token[:-2] + ("a" if token[-2] != "a" else "b") + token[-1]
    assert links.read("test.one", changed) is None


def test_a_changed_link_is_logged_without_what_it_carried(app, caplog):
    with caplog.at_level(logging.WARNING, "comptoir.security"):
        assert links.read("test.one", "forged.token.here") is None
    line = caplog.records[-1]
    assert (line.message, line.facts) == ("link.refused", {"purpose": "test.one"})
