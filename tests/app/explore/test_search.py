"""Search: French words however written, on both databases, never a text that is gone."""

import pytest
from sqlalchemy import delete, select, text, update

from app.core import search
from app.core.extensions import db
from app.core.stems import stems_of
from app.ideas.models import Idea


def _found(typed):
    return [idea.title for idea in db.session.scalars(search.found(select(Idea), Idea, typed)).unique()]


@pytest.fixture
def ideas(people, a_round, an_idea):
    """Three ideas of Arras and one of Lens."""
    amel, round_ = people("Amel"), a_round()
    return [
        an_idea(amel, round_, title="Des vélos électriques pour l’école", body="Prêtés aux familles le matin."),
        an_idea(amel, round_, title="Jardins partagés", body="Un potager commun, et un vélo pour livrer."),
        an_idea(amel, round_, title="Le journal des aînés", body="Écrit par les habitants.", commune="62498"),
        an_idea(amel, round_, title="Réparer ensemble", body="Un atelier de réparation le samedi."),
    ]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("velo", ["Des vélos électriques pour l’école", "Jardins partagés"]),  # the title counts more
        ("VÉLOS ÉLECTRIQUE", ["Des vélos électriques pour l’école"]),
        ("l'ecole", ["Des vélos électriques pour l’école"]),
        ("journaux aînée", ["Le journal des aînés"]),
        ("journal lens", ["Le journal des aînés"]),  # by its commune
        ("répare", ["Réparer ensemble"]),
        ("jardi", ["Jardins partagés"]),  # still being typed
        ("velo piscine", []),  # every word
        ("piscine", []),
    ],
)
def test_words_are_found_whatever_their_accents_and_number(ideas, typed, titles):
    assert _found(typed) == titles


@pytest.mark.parametrize(
    "typed", ['"', "velo*", "NEAR(a b)", "a OR b AND", "'); DROP TABLE idea", "heading:x", "-", "&|!"]
)
def test_signs_of_the_query_languages_are_only_text(ideas, typed):
    _found(typed)
    assert len(db.session.scalars(select(Idea)).unique().all()) == 4


@pytest.mark.parametrize("typed", ["", "  ", "le la les"])
def test_nothing_is_narrowed_when_no_word_says_anything(ideas, typed):
    assert len(_found(typed)) == 4


@pytest.mark.parametrize("typed", ["!?", "*", "a" * 300])
def test_nothing_is_found_for_what_holds_no_word(ideas, typed):
    assert _found(typed) == []


def test_a_changed_text_is_found_by_its_new_words_only(ideas):
    ideas[3].title, ideas[3].body = "Une chorale", "Chanter."
    db.session.commit()
    assert (_found("réparation"), _found("chorales")) == ([], ["Une chorale"])


def test_nothing_is_written_when_the_transaction_is_undone(ideas):
    ideas[3].title = "Une chorale"
    db.session.flush()
    db.session.rollback()
    assert (_found("réparation"), _found("chorales")) == (["Réparer ensemble"], [])


def test_words_go_with_the_text_however_it_is_erased(ideas):
    quiet = {"synchronize_session": False}
    db.session.execute(update(Idea).where(Idea.id == ideas[0].id).values(title="Texte effacé"), execution_options=quiet)
    db.session.execute(delete(Idea).where(Idea.id == ideas[1].id), execution_options=quiet)
    db.session.delete(ideas[2])
    db.session.commit()
    assert _found("velo") == _found("journal") == []
    assert db.session.scalar(text("SELECT count(*) FROM idea_words")) == 1


def test_reindex_writes_what_is_missing(ideas, app):
    db.session.execute(text("DELETE FROM idea_words"))
    db.session.commit()
    assert _found("velo") == []
    answer = app.test_cli_runner().invoke(args=["search", "reindex"])
    assert "idea_words: 4" in answer.output
    assert len(_found("velo")) == 2


def test_related_shares_words_nearest_first(ideas):
    near = search.related(select(Idea), Idea, "Un vélo pour aller à l’école")
    assert [idea.title for idea in db.session.scalars(near).unique()][0] == "Des vélos électriques pour l’école"
    assert db.session.scalars(search.related(select(Idea), Idea, "le la")).unique().all() == []


def test_stems_are_letters_and_digits_only():
    assert stems_of("L'eau, 12h30 : <b>l’été</b> d'Hénin-Beaumont !") == ["eau", "12h30", "b", "b", "henin", "beaumont"]
