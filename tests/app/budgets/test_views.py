"""The pages of a budget: typed, recalculated without being kept, taken from a workbook, never lost."""

import io

import pytest
from werkzeug.datastructures import FileStorage

from app.accounts.models import Role
from app.budgets import queries, services
from app.budgets.lines import Line
from app.budgets.workbook import workbook_of
from app.core.extensions import db
from app.files.models import StoredFile
from app.files.services import keep_document
from tests.app.budgets.test_services import WHOLE
from tests.app.budgets.test_workbook import row, sheet_of
from tests.app.files.sent import a_pdf

TYPED = {
    "expenses-0-account": "60",
    "expenses-0-label": "Outils",
    "expenses-0-quantity": "2,5",
    "expenses-0-unit": "caisse",
    "expenses-0-price": "1 200",
    "asked": "2 400 €",
    "resources-0-account": "74",
    "resources-0-label": "Ville d’Arras",
    "resources-0-amount": "600,00",
    "resources-0-funding": "agreed",
    "resources-0-funding_on": "2026-03-01",
    "version": "0",
}


@pytest.fixture
def amel(people):
    return people("Amel")


@pytest.fixture
def project(amel, a_round, a_project):
    return a_project(amel, a_round(), complete=False)


@pytest.fixture
def here(project):
    return f"/projets/{project.public_id}/budget"


def sent(content):
    return {"sheet": FileStorage(io.BytesIO(content), "budget.xlsx")}


def test_table_is_typed_and_read_again(visit, amel, project, here):
    assert "encore vide" in visit(here, by=amel).text
    empty = visit(f"{here}/modifier", by=amel)
    assert empty.status_code == 200 and empty.text.count("Équilibré") == 1  # what a script may say, not said
    answer = visit(f"{here}/modifier", by=amel, method="POST", then="save", **TYPED)
    assert answer.status_code == 303
    text = visit(here, by=amel).text.replace("\u202f", " ").replace("\xa0", " ")
    for words in ("60 – Achats", "2,5 caisses × 1 200 €", "3 000 €", "Accordé (1er mars 2026)", "Équilibré"):
        assert words in text
    opened = visit(f"{here}/modifier", by=amel).text.replace("\u202f", " ").replace("\xa0", " ")
    assert 'value="2,5"' in opened and 'data-total="expense">3 000 €' in opened
    assert 'name="expenses-2-label"' in opened and "Aucune dépense" not in opened


def test_recalculating_and_more_rows_keep_nothing(visit, amel, project, here):
    text = visit(f"{here}/modifier", by=amel, method="POST", **{**TYPED, "then": "recalculate", "asked": "1000"}).text
    assert "Il manque 1\u202f400" in text and 'value="caisse"' in text
    text = visit(f"{here}/modifier", by=amel, method="POST", then="more-expenses", **TYPED).text
    assert 'name="expenses-5-label"' in text and 'value="caisse"' in text
    assert queries.budget_of(project) is None


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("expenses-0-label", "", "de quoi il s’agit"),
        ("expenses-0-account", "99", "Choisissez dans la liste"),
        ("expenses-0-quantity", "beaucoup", "Écrivez un nombre de 0 à 10"),
        ("expenses-0-amount", "17", "Quantité × prix font"),
        ("resources-0-amount", "-5", "jamais négatif"),
        ("resources-0-amount", "douze", "Écrivez un montant en euros"),
        ("asked", "99999999999", "Écrivez un montant en euros"),
    ],
)
def test_wrong_answers_are_told_at_their_place_and_change_nothing(visit, amel, project, here, name, typed, words):
    answer = visit(f"{here}/modifier", by=amel, method="POST", then="save", **{**TYPED, name: typed})
    assert answer.status_code == 422
    assert words in answer.text and 'value="Ville d’Arras"' in answer.text
    assert queries.budget_of(project) is None


def test_two_writers_lose_nothing(visit, amel, project, here):
    visit(f"{here}/modifier", by=amel, method="POST", then="save", **TYPED)
    kept = queries.budget_of(project)
    opened = {"version": str(kept.version), "known": " ".join(line.public_id for line in kept.lines)}
    services.write_budget(project, [*WHOLE[:2]], by=amel)
    db.session.commit()
    answer = visit(f"{here}/modifier", by=amel, method="POST", then="save", **{**TYPED, **opened})
    assert answer.status_code == 422
    assert "entre-temps" in answer.text
    for words in ("Location du garage", 'value="Outils"', 'value="Ville d’Arras"'):
        assert words in answer.text
    assert f'name="version" type="hidden" value="{queries.budget_of(project).version}"' in answer.text


def test_workbook_is_shown_before_it_replaces(visit, amel, project, here):
    services.write_budget(project, [Line(60, "Outils", 100), Line(61, "Loyer", 900)], by=amel)
    db.session.commit()
    lines = queries.lines_of(project)
    keep_document(lines[1], io.BytesIO(a_pdf()), "devis.pdf", by=amel)
    db.session.commit()
    key = lines[0].public_id
    content = sheet_of(row(60, "outils", 250), row(62, "Affiches", 50)).getvalue()
    text = visit(f"{here}/importer", by=amel, method="POST", **sent(content)).text
    assert "rien n’est encore gardé" in text
    assert "61 – Loyer" in text and "avec ses devis" in text
    assert f'value="{key}"' in text and 'value="Affiches"' in text
    assert [line.label for line in queries.lines_of(project)] == ["Outils", "Loyer"]


def test_refused_workbook_names_every_fault_and_changes_nothing(visit, amel, project, here):
    content = sheet_of(row(99), row(amount=-1)).getvalue()
    answer = visit(f"{here}/importer", by=amel, method="POST", **sent(content))
    assert answer.status_code == 422
    assert "ligne 2, colonne A (Compte)" in answer.text and "ligne 3, colonne G (Montant)" in answer.text
    assert queries.budget_of(project) is None


def test_ten_megabytes_get_a_sentence(visit, amel, here):
    answer = visit(f"{here}/importer", by=amel, method="POST", **sent(b"x" * 10 * 1024 * 1024))
    assert answer.status_code == 422
    assert "2 Mo au plus" in answer.text


def test_workbook_is_downloaded_by_those_who_read_the_dossier(visit, people, amel, project, here):
    services.write_budget(project, WHOLE, by=amel)
    db.session.commit()
    for who in (amel, people("Mona", Role.MENTOR)):
        answer = visit(f"{here}.xlsx", by=who)
        assert answer.data[:2] == b"PK" and "attachment" in answer.headers["Content-Disposition"]
    assert visit(f"{here}.xlsx", by=people("Zoé")).status_code == 403


def test_quotes_hang_on_their_line_and_go_with_it(visit, people, amel, project, here):
    services.write_budget(project, WHOLE, by=amel)
    db.session.commit()
    line = queries.lines_of(project)[0]
    at, place = f"/projets/budget/ligne/{line.public_id}", f"/fichiers/budgetline/{line.public_id}/documents"
    assert "Aucun devis" in visit(at, by=amel).text
    visit(place, by=amel, method="POST", document=FileStorage(io.BytesIO(a_pdf()), "devis outils.pdf"))
    assert "devis outils" in visit(at, by=amel).text
    assert "1 devis" in visit(here, by=amel).text
    file = db.session.query(StoredFile).one()
    assert visit(f"/fichiers/{file.public_id}.pdf", by=people("Zoé")).status_code == 403
    services.write_budget(project, WHOLE[1:], by=amel)
    db.session.commit()
    assert db.session.query(StoredFile).count() == 0


def test_nobody_else_writes_it(visit, people, project, here):
    for who in (people("Zoé"), people("Mona", Role.MENTOR)):
        assert visit(f"{here}/modifier", by=who).status_code == 403
        assert visit(f"{here}/importer", by=who).status_code == 403


def test_submitted_table_stays_as_it_is(visit, amel, a_round, a_project):
    done = a_project(amel, a_round(name="Autre"), status="submitted")
    assert visit(f"/projets/{done.public_id}/budget", by=amel).status_code == 200
    assert visit(f"/projets/{done.public_id}/budget/modifier", by=amel).status_code == 403


def test_title_is_no_formula(app):
    assert workbook_of("=1+1", [])[:2] == b"PK"
