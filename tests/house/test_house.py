"""The house keeps its own rules."""

import ast
import pathlib
import re

import pytest
from flask import Flask

from app.core.lifecycle import LIFECYCLES
from app.core.policy import close_the_house
from app.core.privacy import REGISTER, undeclared
from app.core.typed import SECRETS, UNTYPED
from app.features import know_what_is_kept

CODE = sorted(
    [
        *pathlib.Path("app").rglob("*.py"),
        *pathlib.Path("voting").rglob("*.py"),
        *pathlib.Path("moderation").rglob("*.py"),
    ]
)
TEMPLATES = sorted(pathlib.Path("app/templates").rglob("*.html"))
# A try is spent before it is compared, a code kept before it is mailed: docs/decisions/0004 and 0008.
SPENT_FIRST = {"app/accounts/services/codes.py", "app/accounts/services/proofs.py", "app/factors/services/tries.py"}
BANNED_NAMES = {"utils", "helpers", "common", "misc", "manager", "base"}


def tree(path):
    return ast.parse(path.read_text())


@pytest.mark.parametrize("path", CODE, ids=str)
def test_only_pages_and_commands_commit(path):
    calls = {n.func.attr for n in ast.walk(tree(path)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)}
    pages = path.name in {"views.py", "cli.py", "entrance.py"} or path.parent.name == "views"
    assert "commit" not in calls or pages or str(path) in SPENT_FIRST


@pytest.mark.parametrize("path", CODE, ids=str)
def test_only_advance_writes_a_status(path):
    writes = [
        n
        for n in ast.walk(tree(path))
        if isinstance(n, ast.Attribute) and n.attr == "status" and isinstance(n.ctx, ast.Store)
    ]
    assert not writes or path.name == "lifecycle.py"


@pytest.mark.parametrize("path", CODE, ids=str)
def test_files_and_functions_stay_short(path):
    assert len(path.read_text().splitlines()) <= 300
    long = [n.name for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef) and n.end_lineno - n.lineno > 40]
    assert long == []


@pytest.mark.parametrize("path", CODE, ids=str)
def test_file_names_are_nouns_of_the_domain(path):
    assert path.stem not in BANNED_NAMES


def test_only_one_module_imports_bleach():
    importers = [p for p in CODE if re.search(r"^\s*(import|from) (bleach|nh3)", p.read_text(), re.M)]
    assert importers == [pathlib.Path("app/core/html.py")]


def test_only_the_clock_asks_for_the_time():
    askers = [str(p) for p in CODE if re.search(r"datetime\.now\(|date\.today\(|utcnow\(|time\.time\(", p.read_text())]
    assert askers == ["app/core/clock.py"]


def test_a_house_with_an_open_wall_does_not_start():
    app = Flask("x")
    app.add_url_rule("/secret", "secret", lambda: "oops")
    with pytest.raises(RuntimeError, match="no door"):
        close_the_house(app)


@pytest.mark.parametrize("name", sorted(LIFECYCLES))
def test_every_status_is_shown_and_can_be_reached(name):
    lifecycle = LIFECYCLES[name]
    statuses = set(type(lifecycle.first))
    assert set(lifecycle.shown) == statuses
    assert {lifecycle.first} | {move.target for move in lifecycle.moves.values()} == statuses


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_every_template_is_used(path):
    name = str(path.relative_to("app/templates"))
    places = [p.read_text() for p in [*CODE, *TEMPLATES] if p != path]
    assert any(name in text for text in places)


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_templates_hold_nothing_inline(path):
    assert re.findall(r"\sstyle=|\son[a-z]+=\"|<style|\|\s*safe", path.read_text()) == []


def test_every_column_is_in_the_register_of_data():
    know_what_is_kept()
    assert "\n".join(undeclared()) == ""


def test_every_table_that_names_a_person_says_what_leaving_does_to_it():
    know_what_is_kept()
    silent = [name for name, entry in REGISTER.items() if _names_a_person(entry) and entry.whose is None]
    assert silent == [], "say whose= and leaving= in its personal.py: what becomes of these rows when somebody leaves?"


def _names_a_person(entry):
    return any(key.column.table.name == "person" for column in entry.table.columns for key in column.foreign_keys)


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_templates_quote_every_attribute(path):
    assert re.findall(r"[\s\w-]+=\{\{.*?\}\}", re.sub(r"\{%.*?%\}", "", path.read_text())) == []


# Where a link may lead: an address the application made. What a person typed becomes a link in core/html alone.
OURS = (
    r"url_for\(|settings\.|[\w.]*url(_of\(\w+\))?$|address\(|back\[1\]|link\[1\]"
    r"|href$|action$|checking$|switch_locale_url|official|directory|square|codes\|"
)


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_templates_link_to_addresses_the_application_made(path):
    links = re.findall(r'(?:href|src|action|formaction|srcset)="([^"{]*)\{\{(.*?)\}\}', path.read_text())
    typed = [made for before, made in links if before not in {"#", "mailto:"} and not re.match(OURS, made.strip())]
    assert typed == []


def test_only_one_module_turns_text_into_html():
    """A Markup of words that vary is made with format(), which escapes: never from an f-string or a variable."""
    makers = [str(p) for p in CODE if re.search(r"Markup\((?!\s*[\"\'(]|\s*#)", p.read_text())]
    assert makers == ["app/core/html.py"]
    assert [
        str(p) for p in CODE if re.search(r"Markup\(\s*f[\"\']|render_template_string|Environment\(", p.read_text())
    ] == []


def test_what_forms_hide_is_never_shown_as_typed():
    """A page that gives back what was typed (core/typed.py) knows every hidden field of every form, and template."""
    hidden = set()
    for path in CODE:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and _is_hidden(node.value):
                hidden |= {name.id for name in node.targets if isinstance(name, ast.Name)}
    for path in TEMPLATES:
        hidden |= set(re.findall(r'type="hidden" name="(\w+)"', path.read_text()))
    assert hidden - {"csrf_token"} - UNTYPED == set()
    assert len(hidden) > 12


def test_passwords_are_never_shown_as_typed_nor_kept():
    forms = [path.read_text() for path in CODE if path.name != "gallery.py"]
    named = {name for text in forms for name in re.findall(r"^ +(\w+) = (?:_new_password|PasswordField)\(", text, re.M)}
    assert named - SECRETS == {"password"}


def _is_hidden(call):
    made_of = [call, *(keyword.value for keyword in call.keywords if keyword.arg == "widget")]
    return any(getattr(getattr(each, "func", None), "id", "") in {"HiddenField", "HiddenInput"} for each in made_of)
