"""A real browser in front of a real server: one Chromium per worker, one site per test."""
import os
import pathlib
import threading
from dataclasses import replace

import pytest
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def chromium():
    """The browser of the system; a machine without it fails the tests, it does not skip them."""
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
def open_page(chromium, site):
    """A function giving a fresh person's browser on the site: open_page(width=390, dark=True, javascript=False)."""
    contexts = []

    def open_(width=1280, dark=False, javascript=True):
        context = chromium.new_context(
            base_url=site, viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light",
            java_script_enabled=javascript, locale="fr-FR", reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield open_
    for context in contexts:
        context.close()
