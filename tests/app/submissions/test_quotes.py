"""The quotes of a budget stay with what was submitted; texts of retired parts stay readable; a carrier is advised."""

import io

from app.budgets.queries import lines_of
from app.core import clock
from app.core.extensions import db
from app.files.queries import documents_of
from app.files.services import keep_document, remove_file
from app.projects import queries
from app.rounds.models import PhaseKind
from app.submissions.services import submit_project
from tests.app.files.sent import a_pdf


def test_quotes_are_frozen_with_the_dossier_and_outlive_their_line(people, a_round, a_project):
    amel = people("Amel")
    project = a_project(amel, a_round(PhaseKind.SUBMISSION))
    line = lines_of(project)[0]
    for number in range(7):
        keep_document(project, io.BytesIO(a_pdf()), f"piece {number}.pdf", by=amel)
    for name in ("devis bois.pdf", "devis outils.pdf"):
        keep_document(line, io.BytesIO(a_pdf()), name, by=amel)
    proposal = submit_project(project, by=amel)
    db.session.commit()
    for quote in documents_of(line):
        remove_file(quote, by=amel)
    db.session.commit()
    titles = [file.title for file in documents_of(proposal)]
    assert len(titles) == 9
    assert [title for title in titles if "devis bois" in title][0].startswith("Devis, 60 – Achats")


def test_texts_of_retired_parts_are_one_link_away(visit, people, a_round, a_project):
    amel = people("Amel")
    project = a_project(amel, a_round())
    desk = f"/projets/{project.public_id}"
    assert "textes-retires" not in visit(desk, by=amel).text
    step = queries.steps_of(project.round)[0]
    step.retired_at = clock.now()
    db.session.commit()
    page = visit(desk, by=amel).text
    assert "textes-retires" in page
    read = visit(f"{desk}/textes-retires", by=amel).text
    assert f"Réponse : {step.fields[0].key}." in read.replace("\u00a0", " ")
    assert visit(f"{desk}/textes-retires", by=people("Bruno")).status_code == 403


def test_a_carrier_is_named_as_advice_or_as_an_obstacle(visit, people, a_round, a_project):
    amel = people("Amel")
    free = a_project(amel, a_round(carrier_required=False))
    assert "Structure : personne ne porte encore" in queries.completeness(free).advice.replace("\u00a0", " ")
    assert queries.completeness(free).is_complete
    assert "Pas obligatoire" in visit(f"/projets/{free.public_id}", by=amel).text
    strict = a_project(amel, a_round(carrier_required=True, name="Une autre"), title="Un autre projet")
    ready = queries.completeness(strict)
    assert (ready.advice, ready.is_complete, "structure vérifiée" in ready.missing[-1]) == ("", False, True)
