"""The home page in every phase, and the pages of the house."""

import pytest
from sqlalchemy.exc import OperationalError

from app.core.extensions import db
from app.ideas import services as ideas
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.pages import queries
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.rounds.models import PhaseKind
from app.rounds.status import PhaseStatus
from app.rounds.themes import Theme
from app.territories.queries import municipality_by_code

TITLES = {
    PhaseKind.IDEAS: "Une envie pour chez vous",
    PhaseKind.COMPTOIRS: "Venez en parler",
    PhaseKind.SUBMISSION: "Votre envie prend forme",
    PhaseKind.LABELLING: "sous la lampe",
    PhaseKind.CONTESTATION: "sous la lampe",
    PhaseKind.VOTE: "Trois jetons, trois projets",
    PhaseKind.COUNT: "on compte",
    PhaseKind.RESULTS: "Vous avez choisi",
    PhaseKind.FOLLOW_UP: "Vous avez choisi",
}


def text_of(answer):
    return answer.text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    "path", ["/comment-ca-marche", "/porter-un-projet", "/mentions-legales", "/accessibilite", "/contact", "/_ui"]
)
def test_a_page_of_the_house_answers_when_asked(visit, path):
    assert visit(path).status_code == 200


def test_home_answers_when_the_house_is_new(visit):
    assert "La première édition se prépare" in text_of(visit("/"))


@pytest.mark.parametrize("kind", PhaseKind)
def test_home_speaks_of_the_phase_when_it_is_open(visit, a_round, kind):
    a_round(kind)

    page = visit("/")

    assert (page.status_code, TITLES[kind] in text_of(page)) == (200, True)


def proposal(round_, number, status=ProposalStatus.LABELLED):
    return Proposal(
        round_id=round_.id,
        code=f"P{number}",
        number=number,
        title=f"Projet {number}",
        summary="Court",
        theme=Theme.ARTS,
        municipality_code="62041",
        requested_cents=500_000,
        budget_cents=900_000,
        answers=[],
        status=status,
    )


def test_home_counts_labelled_proposals_when_the_vote_is_open(visit, a_round):
    round_ = a_round(PhaseKind.VOTE)
    db.session.add_all([*(proposal(round_, n) for n in range(1, 6)), proposal(round_, None, ProposalStatus.REFUSED)])
    db.session.commit()

    page = text_of(visit("/"))

    assert "5 projets imaginés par des habitants" in page
    assert sum(f">Projet {n}<" in page for n in range(1, 6)) == 3
    assert "352 000 €" in page


def test_home_counts_only_what_everybody_reads_when_ideas_are_open(visit, a_round, people):
    round_, amel = a_round(PhaseKind.IDEAS), people("Amel")
    for status in (IdeaStatus.PUBLISHED, IdeaStatus.GROWN, IdeaStatus.PENDING):
        db.session.add(
            Idea(
                round_id=round_.id,
                title=f"Envie {status}",
                body="Un texte.",
                theme=Theme.ARTS,
                municipality_code="62041",
                author_id=amel.id,
                status=status,
            )
        )
    db.session.commit()

    page = visit("/").text

    assert [f"Envie {status}" in page for status in ("published", "grown", "pending")] == [True, True, False]
    assert queries.ideas_counted(round_) == (2, 1)


def test_the_draw_is_the_same_when_asked_twice():
    assert queries.ranks_of_the_day(50, 3) == queries.ranks_of_the_day(50, 3)
    assert len(set(queries.ranks_of_the_day(50, 3)) & set(range(50))) == 3
    assert sorted(queries.ranks_of_the_day(2, 3)) == [0, 1]
    assert queries.ranks_of_the_day(0, 3) == []


def test_the_language_switches_and_goes_back_when_asked(app):
    client = app.test_client()

    answer = client.get("/langue/en", headers={"Referer": "http://localhost/comptoirs/?sorte=comptoir"})

    assert answer.headers["Location"] == "/comptoirs/?sorte=comptoir"
    assert 'lang="en"' in client.get("/accessibilite").text
    assert client.get("/langue/de").status_code == 404
    assert client.get("/langue/fr?retour=//ailleurs.example").headers["Location"] == "/"
    assert client.get("/langue/fr", headers={"Referer": "http://ailleurs.example/x"}).headers["Location"] == "/"


def test_health_tells_when_the_database_answers_or_not(app, monkeypatch):
    assert app.test_client().get("/sante").json == {"status": "ok", "database": "ok"}

    def fail():
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr(queries, "database_answers", fail)
    assert app.test_client().get("/sante").status_code == 503


def test_my_space_holds_what_i_began_and_nobody_elses(visit, people, a_round):
    amel, bruno, round_ = people("Amel"), people("Bruno"), a_round(PhaseKind.IDEAS)
    place = municipality_by_code("62041")
    for person, title in ((amel, "Un four à pain"), (bruno, "Une grainothèque")):
        ideas.post_idea(title, "Pour tout le quartier.", Theme.ISOLATION, place, by=person, round=round_)
    db.session.commit()
    page = visit("/mon-espace", by=amel)
    assert ("Un four à pain" in page.text, "Une grainothèque" in page.text) == (True, False)
    assert "Rien encore" in visit("/mon-espace", by=people("Chloé")).text
    assert visit("/mon-espace").status_code == 303


def test_an_envie_is_posted_while_dossiers_are_written_when_both_phases_are_open(visit, a_round):
    round_ = a_round(PhaseKind.SUBMISSION)
    ideas, submission = round_.phase(PhaseKind.IDEAS), round_.phase(PhaseKind.SUBMISSION)
    closed = visit("/").text.count("Déposer une envie")
    ideas.status, ideas.ends_at = PhaseStatus.OPEN, submission.ends_at
    db.session.commit()
    assert visit("/").text.count("Déposer une envie") == closed + 1
