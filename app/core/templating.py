"""Jinja as Flask sets it up, with the names that every template knows in one dictionary."""

from collections.abc import MutableMapping
from functools import lru_cache
from typing import Any

from flask import Flask, has_request_context, request, url_for
from flask.templating import Environment


class HouseTemplates(Environment):
    """Templates share the names of the environment instead of a layer above them for each template.

    No template of ours has names of its own; the layer would be copied name by name at each import and include.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names known to a template."""
        return super().make_globals(d) if d else self.globals


def address_of(endpoint: str, **values: Any) -> str:
    """url_for() of Flask for templates and menus; the addresses within the site are worked out once.

    They depend on nothing but the page, what is in the address, and where the site is mounted. Others (with a scheme,
    with values that are not plain) are worked out by Flask each time.
    """
    if endpoint.startswith(".") and has_request_context():
        endpoint = f"{request.blueprint}{endpoint}"
    if not has_request_context() or not all(map(_is_plain, values.items())):
        return url_for(endpoint, **values)
    return _address(endpoint, request.script_root, tuple(values.items()))


def _is_plain(item: tuple[str, Any]) -> bool:
    """Whether equal values make equal addresses: true of texts and whole numbers, not of True, which equals 1."""
    name, value = item
    return not name.startswith("_") and isinstance(value, str | int | None) and not isinstance(value, bool)


@lru_cache(maxsize=4096)
def _address(endpoint: str, _root: str, values: tuple[tuple[str, Any], ...]) -> str:
    return url_for(endpoint, **dict(values))


def use_templates(app: Flask) -> None:
    """Let the application make its templates so; before anything looks at them."""
    app.jinja_environment = HouseTemplates
    app.jinja_env.globals["url_for"] = address_of
