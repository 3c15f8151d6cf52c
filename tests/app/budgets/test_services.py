"""A budget table: written whole, on the version it was opened on, with what is not right said in plain words."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.budgets import queries, services
from app.budgets.lines import Line, priced, remarks, totals_of
from app.budgets.models import MOST_LINES, Budget, BudgetLine, Funding
from app.core.errors import Refused, Stale
from app.core.extensions import db
from app.core.text import money
from app.projects.models import Project
from app.rounds.presets import PAS_DE_CALAIS
from tests.races import run_together

TOOLS = Line(60, "Outils", 300_000, quantity=2_500, unit="caisse", unit_cents=120_000)
PLACE = Line(61, "Location du garage", 500_000)
ASKED = Line(74, "Budget citoyen", 600_000, is_asked=True)
TOWN = Line(74, "Ville d’Arras", 200_000, funding=Funding.ASKED, funding_on=date(2026, 3, 1))
HOURS = Line(86, "Heures des bénévoles", 48_000, quantity=40_000, unit="heure", unit_cents=1_200)
GIVEN = Line(87, "Heures des bénévoles", 48_000)
WHOLE = [TOOLS, PLACE, ASKED, TOWN, HOURS, GIVEN]


def sentences(lines):
    return [remark.sentence for remark in remarks(lines, PAS_DE_CALAIS) if remark.blocks]


def test_totals_leave_a_refusal_out(app):
    refused = Line(74, "Région", 900_000, funding=Funding.REFUSED)
    totals = totals_of([*WHOLE, refused])
    assert (totals.expenses, totals.resources, totals.uses, totals.gifts, totals.asked) == (
        800_000,
        800_000,
        48_000,
        48_000,
        600_000,
    )


@pytest.mark.parametrize(("quantity", "each", "cents"), [(2_500, 120_000, 300_000), (1, 500, 1), (333, 100, 33)])
def test_price_is_to_the_nearest_cent(quantity, each, cents):
    assert priced(quantity, each) == cents


def test_whole_table_has_nothing_against_it(app):
    assert sentences(WHOLE) == []


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], "vide"),
        ([TOOLS], "somme que vous demandez"),
        ([TOOLS, PLACE, ASKED], "il manque " + money(200_000)),
        ([TOOLS, PLACE, ASKED, TOWN, TOWN], "dépassent les dépenses de " + money(200_000)),
        ([TOOLS, PLACE, ASKED, TOWN, HOURS], money(0) + " au compte 87"),
        ([Line(60, "Tout", 3_000_000), Line(74, "Ici", 2_100_000, is_asked=True)], "à " + money(2_000_000)),
        ([Line(60, "Tout", 600_000), Line(74, "Ici", 600_000, is_asked=True)], "au plus 80 %"),
    ],
)
def test_what_is_not_right_is_said_by_how_much(app, lines, words):
    assert words in " ".join(sentences(lines))


def test_what_a_reader_would_ask_does_not_block(app):
    lines = [Line(60, "Tout", 800_000), Line(74, "Ici", 600_000, is_asked=True), Line(75, "Dons", 200_000)]
    found = remarks(lines, PAS_DE_CALAIS)
    assert not [remark for remark in found if remark.blocks]
    told = " ".join(remark.sentence for remark in found)
    for words in ("Aucun autre financeur", "Rien pour : location d’une salle", "bénévolat n’est pas compté"):
        assert words in told


def test_lines_keep_their_identity_and_the_asked_one_may_change(people, a_round, a_project):
    amel = people("Amel")
    project = a_project(amel, a_round(), complete=False)
    services.write_budget(project, WHOLE, by=amel, version=0)
    db.session.commit()
    kept = queries.budget_of(project)
    first, asked = kept.lines[0].public_id, kept.lines[2].public_id
    changed = [Line(60, "Outils neufs", 310_000, key=first), Line(74, "Ici", 310_000, is_asked=True)]
    services.write_budget(project, changed, by=amel, version=kept.version)
    db.session.commit()
    lines = queries.lines_of(project)
    assert [(line.label, line.public_id == first) for line in lines] == [("Outils neufs", True), ("Ici", False)]
    assert lines[1].public_id != asked


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (Line(69, "Impôt", 1), "le compte 69"),
        (Line(60, " ", 1), "quelques mots"),
        (Line(60, "Outils", -1), "le montant va"),
        (Line(75, "Ici", 1, is_asked=True), "au compte 74"),
        (Line(60, "Outils", 1, funding=Funding.PAID), "parmi les ressources"),
    ],
)
def test_a_line_that_cannot_be_changes_nothing(people, a_round, a_project, line, words):
    amel = people("Amel")
    project = a_project(amel, a_round(), complete=False)
    with pytest.raises(Refused, match=words):
        services.write_budget(project, [TOOLS, line], by=amel)
    db.session.rollback()
    assert queries.budget_of(project) is None


def test_no_more_lines_than_one_can_read(people, a_round, a_project):
    amel = people("Amel")
    with pytest.raises(Refused, match="regroupez"):
        services.write_budget(a_project(amel, a_round()), [TOOLS] * (MOST_LINES + 1), by=amel)


def test_the_second_writer_is_told(people, a_round, a_project):
    amel = people("Amel")
    project = a_project(amel, a_round(), complete=False)
    services.write_budget(project, [TOOLS], by=amel, version=0)
    db.session.commit()
    with pytest.raises(Stale):
        services.write_budget(project, [PLACE], by=amel, version=0)


def test_eight_first_writers_make_one_table(app, people, a_round, a_project):
    amel = people("Amel")
    project = a_project(amel, a_round(), complete=False)

    def write(number):
        mine, me = db.session.get(Project, ids[0]), db.session.get(Person, ids[1])
        try:
            services.write_budget(mine, [Line(60, f"Ligne {number}", 100)], by=me, version=0)
        except IntegrityError:  # as core/forms.shown_on says it
            raise Stale from None

    ids = project.id, amel.id
    run_together(app, [lambda n=n: write(n) for n in range(8)])
    assert db.session.query(Budget).count() == 1
    assert db.session.query(BudgetLine).count() == 1
