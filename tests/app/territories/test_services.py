import json
import pathlib

import pytest
from sqlalchemy import func, select

from app.core.errors import Refused
from app.core.extensions import db
from app.territories import queries, services
from app.territories.models import Canton, Department, Epci, Municipality, PostalCode
from app.territories.names import of_place, searchable


def folder(app):
    return pathlib.Path(app.config["SETTINGS"].TERRITORIES_DIR)


def counts():
    return [
        db.session.scalar(select(func.count()).select_from(t)) for t in (Department, Epci, Municipality, PostalCode)
    ]


def test_load_gives_the_887_communes_with_their_facts_when_it_is_the_pas_de_calais(app):
    assert queries.count_municipalities() == 887
    arras = queries.municipality_by_code("62041")
    assert (arras.name, arras.label, arras.epci.name) == ("Arras", "Arras (62000)", "CU d'Arras")
    assert arras.population > 40_000
    assert queries.department().of_name == "du Pas-de-Calais"


def test_load_changes_nothing_when_done_twice(app):
    before = counts()
    assert services.load_department(folder(app), "62") == 887
    db.session.commit()
    assert counts() == before


def test_load_takes_new_names_and_postal_codes_when_the_files_changed(app, tmp_path):
    for name in ("communes", "epci", "departements"):
        rows = json.loads((folder(app) / f"{name}.json").read_text())
        for row in rows:
            if name == "communes" and row["code"] == "62041":
                row |= {"nom": "Arras-la-Neuve", "codesPostaux": ["62001", "62002"]}
        (tmp_path / f"{name}.json").write_text(json.dumps(rows))
    services.load_department(tmp_path, "62")
    db.session.commit()
    db.session.expire_all()
    arras = queries.municipality_by_code("62041")
    assert (arras.name, arras.sort_name, [p.code for p in arras.postal_codes]) == (
        "Arras-la-Neuve",
        "arras la neuve",
        ["62001", "62002"],
    )


@pytest.mark.parametrize(("code", "count"), [("2A", 124), ("974", 24), ("75", 1), ("976", 17)])
def test_load_takes_any_departement_when_asked(app, code, count):
    assert services.load_department(folder(app), code) == count


def test_all_101_departements_can_be_named_when_loaded(app):
    rows = json.loads((folder(app) / "communes.json").read_text())
    assert len({r["departement"] for r in rows if r["type"] == "commune-actuelle"}) >= 101


@pytest.mark.parametrize("code", ["99", "62 ", "pas-de-calais"])
def test_load_is_refused_with_a_sentence_when_the_departement_is_unknown(app, code):
    with pytest.raises(Refused) as refusal:
        services.load_department(folder(app), code)
    assert f"« {code} »" in str(refusal.value)


def test_load_is_refused_with_a_sentence_when_the_folder_is_unknown(app, tmp_path):
    with pytest.raises(Refused) as refusal:
        services.load_department(tmp_path / "nowhere", "62")
    assert str(tmp_path / "nowhere") in str(refusal.value)
    assert "TERRITORIES_DIR" in str(refusal.value)


def test_load_is_refused_with_a_sentence_when_the_file_is_not_json(app, tmp_path):
    (tmp_path / "departements.json").write_text("<html>")
    with pytest.raises(Refused) as refusal:
        services.load_department(tmp_path, "62")
    assert "departements.json" in str(refusal.value)


def test_cantons_are_given_to_communes_when_a_list_is_loaded(app, tmp_path):
    file = tmp_path / "cantons.csv"
    file.write_text(
        "code_commune,code_canton,nom_canton\n62041,6201,Arras-1\n62001,6201,Arras-1\n62160,6213,Calais-1\n"
    )
    assert services.load_cantons(file, "62") == 2
    assert services.load_cantons(file, "62") == 2
    db.session.commit()
    assert [c.name for c in queries.cantons()] == ["Arras-1", "Calais-1"]
    assert queries.municipality_by_code("62041").canton.name == "Arras-1"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("code_commune,nom_canton\n", "ligne 1"),
        ("code_commune,code_canton,nom_canton\n62041,6201,Arras\n59350,5901,Lille\n", "ligne 3"),
        ("code_commune,code_canton,nom_canton\n62041,6201,Arras\n62001,6201\n", "ligne 3"),
    ],
)
def test_cantons_are_refused_with_the_line_when_the_file_is_wrong(app, tmp_path, text, sentence):
    file = tmp_path / "cantons.csv"
    file.write_text(text)
    with pytest.raises(Refused) as refusal:
        services.load_cantons(file, "62")
    assert sentence in str(refusal.value)
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Canton)) == 0


def test_command_loads_and_says_so_when_all_is_well(app, tmp_path):
    answer = app.test_cli_runner().invoke(args=["territories", "load"])
    assert (answer.exit_code, answer.output) == (0, "887 communes (62).\n")
    answer = app.test_cli_runner().invoke(args=["territories", "load", "--departement", "99"])
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: Aucun département n’a le code « 99 »")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("St-Omer", "saint omer"),
        ("SAINTE CATHERINE", "sainte catherine"),
        ("Œuf-en-Ternois", "oeuf en ternois"),
        ("  Hénin   Beaumont ", "henin beaumont"),
    ],
)
def test_names_are_the_same_when_only_their_writing_differs(typed, kept):
    assert searchable(typed) == kept


@pytest.mark.parametrize(
    ("name", "link", "written"),
    [
        ("Aisne", 5, "de l’Aisne"),
        ("Landes", 4, "des Landes"),
        ("Somme", 3, "de la Somme"),
        ("Eure-et-Loir", 1, "d’Eure-et-Loir"),
        ("Paris", 0, "de Paris"),
    ],
)
def test_departement_takes_its_article_when_named(name, link, written):
    assert of_place(name, link) == written
