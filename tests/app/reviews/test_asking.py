"""Opinions of services, costings and questions to the holder."""

from datetime import timedelta
from html import unescape

import pytest

from app.core import clock
from app.core.errors import Refused
from app.core.extensions import db
from app.reviews import queries, services
from app.reviews.models import Advice


def _later(days):
    return clock.today() + timedelta(days=days)


def _ask(season, person, days=5):
    return services.ask_opinion(season.dossier, "Voirie", person.email, "La rue ?", _later(days), by=season.staff)


def test_service_answers_once_late_or_not_and_it_is_shown(visit, season, people):
    ida = people("Ida")
    opinion = _ask(season, ida)
    db.session.commit()
    page = f"/labellisation/avis/{opinion.public_id}"
    assert "La rue ?" in visit(page, by=ida).text
    assert visit(page, by=people("Zoé")).status_code == 403
    assert visit(page, by=season.staff, method="POST", advice="reserved", text="Non.").status_code == 403
    assert visit(page, by=ida, method="POST", advice="reserved", text=" ").status_code == 422
    opinion.due_on = _later(-1)
    db.session.commit()
    assert visit(page, by=ida, method="POST", advice="reserved", text="Si le trottoir reste libre.").status_code == 303
    around = unescape(visit(f"/labellisation/{season.dossier.public_id}/autour", by=season.readers[0]).text)
    assert "avis réservé" in around and "en retard" in around and "Si le trottoir reste libre." in around
    with pytest.raises(Refused, match="déjà rendu"):
        services.answer_opinion(opinion, Advice.FAVOURABLE, "Encore.", by=ida)


def test_opinion_is_refused_when_nobody_could_give_it(season, people):
    ida = people("Ida")
    _ask(season, ida)
    for who, days in ((ida, 5), (season.amel, 5), (people("Jo"), 0), (people("Kim"), 61)):
        with pytest.raises(Refused):
            _ask(season, who, days)
    with pytest.raises(Refused, match="Aucun compte"):
        services.ask_opinion(season.dossier, "Voirie", "personne@exemple.fr", "", _later(5), by=season.staff)


def test_services_are_reminded_once_two_days_before(app, season, people, mails):
    _ask(season, people("Ida"), days=2)
    _ask(season, people("Jo"), days=9)
    db.session.commit()
    run = app.test_cli_runner()
    assert [run.invoke(args=["readings", "remind"]).output for _n in range(2)] == ["reminded: 1\n", "reminded: 0\n"]


def test_team_answers_once_on_its_own_page(visit, season, people):
    due = _later(3)
    question = services.ask_holder(season.dossier, "Qui garde les clés ?", due, by=season.readers[0])
    db.session.commit()
    desk = visit(f"/projets/{season.dossier.project.public_id}", by=season.amel).text
    assert "Qui garde les clés ?" in desk
    page = f"/labellisation/questions/{question.public_id}"
    assert visit(page, by=people("Zoé")).status_code == 403
    assert visit(page, by=season.amel, method="POST", answer=" ").status_code == 422
    assert visit(page, by=season.amel, method="POST", answer="Chloé, le soir.").status_code == 303
    assert "Chloé, le soir." in visit(f"/labellisation/{season.dossier.public_id}/autour", by=season.staff).text
    with pytest.raises(Refused, match="déjà répondu"):
        services.answer_question(question, "Encore.", by=season.amel)


def test_costing_shows_the_gap_with_what_is_asked(visit, season):
    page = f"/labellisation/{season.dossier.public_id}/chiffrage"
    typed = {"estimated_by": "Atelier municipal", "note": "Prix du marché."}
    assert visit(page, by=season.staff, method="POST", estimate="beaucoup", **typed).status_code == 422
    assert visit(page, by=season.staff, method="POST", estimate="9 000", **typed).status_code == 303
    (kept,) = queries.costings_of(season.dossier)
    assert kept.estimate_cents == 900_000
    around = visit(f"/labellisation/{season.dossier.public_id}/autour", by=season.staff).text
    assert "de plus que la somme demandée" in around
    assert visit(page, by=season.readers[0]).status_code == 403
