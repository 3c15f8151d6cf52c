"""French first, English complete: every sentence of the screen is in the catalogue, and translated."""

import io
import pathlib
import re

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ENGLISH = pathlib.Path("app/translations/en/LC_MESSAGES/messages.po")
METHODS = [("app/**.py", "python"), ("app/templates/**.html", "jinja2"), ("app/templates/**.txt", "jinja2")]
TEMPLATES = sorted(pathlib.Path("app/templates").rglob("*.html"))


@pytest.fixture(scope="module")
def catalogue():
    return read_po(io.BytesIO(ENGLISH.read_bytes()), locale="en")


def test_every_sentence_is_translated(catalogue):
    said = {
        found[2] if isinstance(found[2], str) else found[2][0]
        for found in extract_from_dir(
            ".", METHODS, keywords=DEFAULT_KEYWORDS | {"lazy_gettext": None}, directory_filter=_ours
        )
    }
    translated = {
        m.id if isinstance(m.id, str) else m.id[0] for m in catalogue if m.id and all(_texts(m.string)) and not m.fuzzy
    }
    assert said - translated == set()


def test_every_translation_keeps_the_placeholders(catalogue):
    for message in catalogue:
        if message.id:
            assert _places(message.string) - {"num"} == _places(message.id) - {"num"}, message.id


def test_no_name_stands_after_a_word_that_elides(catalogue):
    """« le rôle de Amel », « celui que Édith propose »: the sentence is turned round instead (« Amel : le rôle… »)."""
    elides = re.compile(r"\b(?:[Dd]e|[Qq]ue|[Ll]orsque) %\((?:name|who|person|holder|author|label|by)\)s")
    assert [message.id for message in catalogue if any(elides.search(text) for text in _texts(message.id))] == []


def test_the_catalogue_compiles(catalogue):
    write_mo(io.BytesIO(), catalogue)


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_no_word_of_a_template_escapes_the_catalogue(path):
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text(), flags=re.S)
    bare = [word.strip(" ·\n") for word in re.findall(r">([^<>]+)<", text) if re.search(r"[A-Za-zÀ-ÿ]{3,}", word)]
    assert [word for word in bare if word not in {"Comptoir", "English", "Français"}] == []


def _places(string):
    """The placeholders of a sentence, in its last plural form (the singular may write its number out)."""
    return set(re.findall(r"%\((\w+)\)", _texts(string)[-1]))


def _texts(string):
    return [string] if isinstance(string, str) else list(string)


def _ours(folder):
    return not any(part in folder for part in (".venv", "node_modules", "instance", "tests"))
