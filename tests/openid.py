"""Real OpenID providers in processes of their own, and somebody who signs in at them without a browser."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

import requests

from config import OidcProvider

SECRET = "a-secret-of-the-tests-a-secret-of-the-tests"


class Peer:
    """A provider running on this machine."""

    def __init__(self, command, env):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [part.format(port=self.port) for part in command],
            env={**os.environ, **env},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()

    def _wait(self):
        for _ in range(300):
            assert self.process.poll() is None, "the provider stopped at once"
            try:
                requests.get(f"{self.issuer}/.well-known/openid-configuration", timeout=5)
                return
            except requests.ConnectionError:
                time.sleep(0.1)
        raise AssertionError("the provider did not start within 30 seconds")

    def stop(self):
        """End the process."""
        self.process.terminate()
        self.process.wait(10)


class FranceConnect(Peer):
    """tests/sso_provider/provider.mjs."""

    def __init__(self, site):
        node = os.environ.get("NODE", "node")
        assert os.path.isdir("tests/sso_provider/node_modules"), "No OpenID provider: `make test` installs it."
        super().__init__([node, "tests/sso_provider/provider.mjs", "{port}", site], {"NODE_ENV": "test"})

    def settings(self, name="fc", kind="franceconnect"):
        """How a site declares it."""
        return OidcProvider(name, self.issuer, "comptoir", SECRET, kind)

    def bend(self, **how):
        """Make its next answers wrong (see provider.mjs)."""
        requests.put(f"{self.issuer}/_bend", data=json.dumps(how), timeout=5)

    def logout_token(self, claims=None, header=None):
        """What its back-channel says when somebody signs out there."""
        asked = json.dumps({"claims": claims or {}, "header": header or {}})
        return requests.post(f"{self.issuer}/_logout_token", data=asked, timeout=5).text

    def sign_in(self, url, who):
        """Sign in there and agree; return the path that leads back to the site."""
        return _walk(url, [{"prompt": "login", "login": who, "password": "x"}, {"prompt": "consent"}])

    def change_mind(self, url):
        """Go there, then give up."""
        browser = requests.Session()
        page = browser.get(url, timeout=10)
        abort = re.search(r'href="([^"]*/abort)"', page.text).group(1)
        return _follow(browser, browser.get(_at(page.url, abort), allow_redirects=False, timeout=10))


class Ordinary(Peer):
    """oidc-provider-mock, from the Python registry."""

    def __init__(self):
        super().__init__([sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", "{port}"], {})

    def settings(self, name="keycloak"):
        """How a site declares it."""
        return OidcProvider(name, self.issuer, "comptoir", "any", LABEL="Mairie")

    def knows(self, sub, **claims):
        """Somebody has an account there."""
        requests.put(f"{self.issuer}/users/{sub}", json=claims, timeout=5).raise_for_status()

    def sign_in(self, url, who):
        """Sign in there; return the path that leads back to the site."""
        return _callback(requests.post(url, data={"sub": who}, allow_redirects=False, timeout=10))


def _walk(url, forms):
    browser = requests.Session()
    answer = _hop(browser, browser.get(url, allow_redirects=False, timeout=10))
    for typed in forms:
        if answer.is_redirect:
            break
        action = re.search(r'action="([^"]+)"', answer.text).group(1)
        answer = _hop(browser, browser.post(_at(answer.url, action), data=typed, allow_redirects=False, timeout=10))
    return _callback(answer)


def _follow(browser, answer):
    return _callback(_hop(browser, answer))


def _hop(browser, answer):
    """Follow redirects while they stay at the provider."""
    here = urlsplit(answer.url).netloc
    while answer.is_redirect and urlsplit(_at(answer.url, answer.headers["Location"])).netloc == here:
        answer = browser.get(_at(answer.url, answer.headers["Location"]), allow_redirects=False, timeout=10)
    return answer


def _at(page, link):
    return requests.compat.urljoin(page, link)


def _callback(answer):
    there = urlsplit(answer.headers["Location"])
    return f"{there.path}?{there.query}"
