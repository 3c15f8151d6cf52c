"""A real browser in front of a real server: one Chromium and one site per test."""

import os
import pathlib
import re
import threading
from dataclasses import replace

import pytest
from playwright.sync_api import expect, sync_playwright
from werkzeug.serving import make_server

from app.accounts.services.sessions import open_session
from app.core.extensions import db
from tests.journeys import stage as stage_maker

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000  # milliseconds: a busy machine is slow, not wrong
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(config, items):
    """Everything here needs a browser; what does not depend on the database runs on one only."""
    here = pathlib.Path(__file__).parent
    mine = [item for item in items if here in item.path.parents]
    for item in mine:
        item.add_marker("browser")
    twice = [i for i in mine if i.get_closest_marker("one_database") and i.callspec.params.get("house") == "postgresql"]
    config.hook.pytest_deselected(items=twice)
    items[:] = [item for item in items if item not in twice]


@pytest.fixture
def chromium(app):
    """The browser of the system; a machine without it fails the tests, it does not skip them.

    One per test: while Playwright runs its event loop in this thread, no application context can be left here.
    """
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    assert pathlib.Path(path).exists(), f"No Chromium at {path}: `make test` installs it."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site(app):
    """The address of the application, served on this machine for the length of one test."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], BASE_URL=f"http://127.0.0.1:{server.port}")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def open_page(site, chromium):
    """A function giving a fresh person's browser on the site: open_page(width=390, dark=True, javascript=False).

    `touch`: a telephone, tapped with a finger.
    """
    contexts = []

    def open_(width=1280, height=900, dark=False, javascript=True, touch=False):
        context = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": height},
            has_touch=touch,
            is_mobile=touch,
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            locale="fr-FR",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def open_as(app, open_page):
    """A function giving a browser where this person (None: a visitor) is signed in: open_as(amel, width=390)."""

    def open_(person, **look):
        page = open_page(**look)
        if person:
            token = open_session(person, device="Navigateur d’essai", strong=True)
            db.session.commit()
            cookie = app.session_interface.get_signing_serializer(app).dumps({"_user_id": token, "_fresh": True})
            page.context.add_cookies(
                [{"name": app.config["SESSION_COOKIE_NAME"], "value": cookie, "url": app.config["SETTINGS"].BASE_URL}]
            )
        return page

    return open_


@pytest.fixture
def stage(app):
    """The site with something on every page. Reading it begins no transaction: pages would wait for its lock."""
    db.session.expire_on_commit = False
    return stage_maker.build()


@pytest.fixture
def code_for(mails):
    """A function reading, in the mails written so far, the last code sent to an address."""

    def read(address):
        found = [re.search(r"\d{6}", subject) for to, subject, _text in mails() if to == address]
        return [code for code in found if code][-1][0]

    return read
