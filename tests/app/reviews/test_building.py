"""Grids and checklists are built version after version; figures of fairness tell what they may."""

from html import unescape

import pytest
from sqlalchemy import select

from app.core.errors import Refused, Stale
from app.core.extensions import db
from app.reviews import agreement, queries, services
from app.reviews.models import ScoringGrid, Verdict
from app.reviews.queries import Admissible
from app.reviews.services import Mark, Said
from app.rounds.counting import weights_of
from moderation.labelling.grids import GridCriterion

ANCHORS = ("rien", "peu", "moitié", "presque", "tout")
CARE = GridCriterion("care", "Soin de la nature", 3, ANCHORS, ("Que devient le sol ?",))


def _marks(*points, keys=("cooperation", "innovation", "ess", "care")):
    return dict(zip(keys, (Mark(each, "Vu.") for each in points), strict=False))


def test_grid_grows_by_versions_until_the_first_mark_freezes_it(season):
    first = services.set_criterion(season.round, CARE, by=season.staff, seen=0)
    assert (first.number, weights_of(season.round)) == (1, {"cooperation": 1, "innovation": 1, "ess": 1, "care": 3})
    with pytest.raises(Stale):
        services.set_alert(season.round, 3, by=season.staff, seen=0)
    services.remove_criterion(season.round, "innovation", by=season.staff)
    second = services.set_alert(season.round, 3, by=season.staff)
    assert [row.number for row in queries.grid_versions(season.round)] == [3, 2, 1] and second.frozen_at is None
    with pytest.raises(Refused, match="Soin de la nature"):
        services.write_review(season.dossier, _marks(3, 3, keys=("cooperation", "ess")), by=season.readers[0])
    db.session.rollback()
    services.set_criterion(season.round, CARE, by=season.staff)
    services.save_draft(season.dossier, {"care": Mark(4, "Haies.")}, by=season.readers[0])
    assert queries.grid_row(season.round).frozen_at is not None
    with pytest.raises(Refused, match="figée"):
        services.set_criterion(season.round, CARE, by=season.staff)


def test_label_keeps_the_marks_of_the_grid_when_it_has_its_own_criteria(season):
    services.set_criterion(season.round, CARE, by=season.staff)
    services.write_review(season.dossier, _marks(3, 2, 4, 1), by=season.readers[0])
    services.write_review(season.dossier, _marks(3, 3, 4, 4), by=season.readers[1])
    services.label(season.dossier, "Oui.", by=season.staff)
    assert season.dossier.scores == {"cooperation": "3", "innovation": "5/2", "ess": "4", "care": "5/2"}


def test_criterion_stays_typed_when_something_is_wrong(visit, season):
    page = f"/labellisation/editions/{season.round.public_id}/grille/critere"
    typed = {"name": "Santé", "weight": "2", "seen": "0", **{f"anchor_{n}": text for n, text in enumerate(ANCHORS)}}
    for name, wrong, said in (
        ("weight", "11", "de 1 à 10"),
        ("weight", "deux", "de 1 à 10"),
        ("anchor_2", " ", "phrase pour chaque note"),
        ("name", "Coopération", "porte déjà ce nom"),
        ("seen", "9", "modifié"),
    ):
        answer = visit(page, by=season.staff, method="POST", **{**typed, name: wrong})
        assert (answer.status_code, said in unescape(answer.text), "presque" in answer.text) == (422, True, True), name
    assert db.session.scalars(select(ScoringGrid)).all() == []
    assert visit(page, by=season.staff, method="POST", **typed).status_code == 303
    assert "Santé" in visit(f"/labellisation/editions/{season.round.public_id}/grille", by=season.staff).text
    assert visit(page, by=season.readers[0]).status_code == 403


def test_points_of_admissibility_say_what_the_dossier_lacks(visit, season):
    page = f"/labellisation/editions/{season.round.public_id}/recevabilite"
    assert visit(page, by=season.staff, method="POST", points="Un lieu\nUn budget", seen="0").status_code == 303
    checklist = queries.checklist_of(season.round)
    place, budget = (point["key"] for point in checklist.points)
    assert services.spread(season.round, 1, by=season.staff).asked == 0  # nothing is checked yet
    with pytest.raises(Refused, match="ce qui manque"):
        services.check_points(season.dossier, {place: Said(Verdict.NO)}, by=season.staff)
    db.session.rollback()
    typed = {f"{place}_verdict": "yes", f"{budget}_verdict": "to_complete", f"{budget}_reason": "Les heures."}
    check = f"/labellisation/{season.dossier.public_id}/recevabilite"
    assert visit(check, by=season.staff, method="POST", **typed).status_code == 303
    assert "Les heures." in visit(f"/labellisation/{season.dossier.public_id}/autour", by=season.staff).text
    said = {key: check.verdict for key, check in queries.checks_of(season.dossier).items()}
    assert queries.admissible(checklist, said) is Admissible.TO_COMPLETE
    services.check_points(season.dossier, {budget: Said(Verdict.YES)}, by=season.staff)
    assert services.spread(season.round, 1, by=season.staff).asked == 1


def test_figures_tell_groups_of_five_and_say_what_agreement_means(visit, season, people, a_proposal):
    other = a_proposal(people("Bruno"), season.round, title="Un autre")
    first, second = season.readers[:2]
    for dossier, points in ((season.dossier, (4, 3)), (other, (1, 1))):
        for reader, each in zip((first, second), points, strict=True):
            services.write_review(dossier, _marks(each, each, each), by=reader)
    services.write_review(season.dossier, _marks(2, 2, 2), by=season.readers[2])
    db.session.commit()
    page = unescape(visit(f"/labellisation/editions/{season.round.public_id}/equite", by=season.staff).text)
    assert "2,50" in page and "trop peu" in page and "alpha de Krippendorff" in page
    assert visit(f"/labellisation/editions/{season.round.public_id}/equite", by=first).status_code == 403


def test_alpha_is_that_of_the_library_and_silent_when_nothing_can_be_told(app):
    with app.test_request_context():
        assert agreement.alpha([("a", 3), ("a", 3), ("b", 1), ("b", 1)]) == 1
        assert agreement.alpha([("a", 0), ("a", 4), ("b", 4), ("b", 0)]) < 0
        assert agreement.alpha([("a", 3), ("b", 1)]) is None and agreement.alpha([("a", 3), ("a", 3)]) is None
        assert len({agreement.meaning(value) for value in (None, 0.9, 0.7, 0.3, -0.2)}) == 5
