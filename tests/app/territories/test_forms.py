import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.territories.forms import MunicipalityField


class Asked(Form):
    place = MunicipalityField()


def answer(typed):
    form = Asked(MultiDict({"place": typed}))
    form.validate()
    return form.place


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Arras", "Arras"),
        ("arras ", "Arras"),
        ("Arras (62000)", "Arras"),
        ("62000 ARRAS", "Arras"),
        ("62100", "Calais"),
        ("st omer", "Saint-Omer"),
        ("Saint Omer", "Saint-Omer"),
        ("SAINT-OMER (62500)", "Saint-Omer"),
        ("Hénin beaumont", "Hénin-Beaumont"),
        ("henin-beaumont", "Hénin-Beaumont"),
        ("Œuf-en-Ternois", "Œuf-en-Ternois"),
        ("boulogne sur mer", "Boulogne-sur-Mer"),
        ("Lens", "Lens"),
    ],
)
def test_commune_is_found_when_typed_in_any_way(app, typed, name):
    field = answer(typed)
    assert (field.errors, field.municipality.name) == ([], name)


def test_commune_is_refused_with_a_sentence_when_it_is_in_another_departement(app):
    field = answer("Roubaix")
    assert field.errors == [
        "Roubaix n’est pas une commune du Pas-de-Calais. Vérifiez l’orthographe, ou choisissez dans la liste."
    ]
    assert (field.data, field.municipality) == ("Roubaix", None)
    assert answer("Lille").errors == [
        "Lille n’est pas une commune du Pas-de-Calais. Vouliez-vous dire Lillers (62190) ?"
    ]


def test_commune_is_refused_with_a_sentence_when_it_is_unknown(app):
    assert answer("Trifouillis").errors == [
        "Trifouillis n’est pas une commune du Pas-de-Calais. Vérifiez l’orthographe, ou choisissez dans la liste."
    ]


def test_commune_is_refused_with_a_sentence_when_the_postal_code_is_elsewhere(app):
    assert answer("59000").errors == ["Aucune commune du Pas-de-Calais n’a le code postal 59000."]
    assert answer("Arras (62500)").errors == ["Arras (62000) n’a pas le code postal 62500."]


def test_communes_are_listed_when_a_postal_code_is_ambiguous(app):
    field = answer("62500")
    assert len(field.errors) == 1
    assert field.errors[0].startswith("« 62500 » peut être plusieurs communes : ")
    assert "Saint-Omer (62500)" in field.errors[0] or "…" in field.errors[0]
    assert field.data == "62500"


def test_commune_is_proposed_when_its_name_is_not_whole(app):
    field = answer("boulogne sur")
    assert field.errors == ["« boulogne sur » : vouliez-vous dire Boulogne-sur-Mer (62200) ? Écrivez son nom entier."]


def test_nothing_is_said_when_nothing_is_typed(app):
    field = answer("  ")
    assert (field.errors, field.municipality) == ([], None)


def test_percent_and_underscore_are_letters_when_typed(app):
    assert answer("A%s").municipality is None
    assert answer("_rras").municipality is None
