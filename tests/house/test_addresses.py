"""Every address written in the code leads to a page: news and mails outlive the page they were written on."""

import ast
import pathlib

import pytest
from flask import Flask

from app.features import BLUEPRINTS


def addresses():
    """(file, line, address) of each address given as a link, whatever stands in its holes."""
    for path in sorted(pathlib.Path("app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            given = []
            if isinstance(node, ast.Call):
                given = [each.value for each in node.keywords if each.arg == "link"]
                given += node.args[:1] if getattr(node.func, "id", "") == "full_address" else []
            elif isinstance(node, ast.Assign) and "link" in {
                name.id for name in ast.walk(node) if isinstance(name, ast.Name)
            }:
                given = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            for value in given:
                if (address := written(value)).startswith("/"):
                    yield f"{path}:{node.lineno}", address


def written(value: ast.expr) -> str:
    """The address with a letter in each of its holes."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if isinstance(value, ast.JoinedStr):
        return "".join(str(each.value) if isinstance(each, ast.Constant) else "x" for each in value.values)
    return ""


ADDRESSES = list(addresses())


@pytest.fixture(scope="module")
def map_of_pages():
    app = Flask("app")
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app.url_map.bind("comptoir.example")


def test_addresses_are_found():
    assert len(ADDRESSES) > 15


@pytest.mark.parametrize(("where", "address"), ADDRESSES, ids=[where for where, _address in ADDRESSES])
def test_an_address_written_by_hand_leads_to_a_page(where, address, map_of_pages):
    assert map_of_pages.test(address.partition("#")[0].partition("?")[0], method="GET"), where
