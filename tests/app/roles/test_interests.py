"""A declared interest closes the doors on a thing and on what belongs to it, and says why."""

import pytest
from sqlalchemy import select

from app.accounts.models import Interest, Role
from app.core.extensions import db
from app.core.policy import RULES
from app.notifications.models import OutboxMessage
from app.rounds.models import PhaseKind

WHY = "Vous avez déclaré un lien d’intérêt"
CLOSED = {"review.write", "review.decide", "proposal.withdraw", "result.count", "result.publish"}


@pytest.fixture
def declared(visit):
    def declare(person, about, **more):
        return visit("/gestion/interets", by=person, method="POST", about=about, sentence="Ma sœur en est.", **more)

    return declare


@pytest.fixture
def entered(a_round, a_proposal, people):
    def make():
        round_ = a_round(PhaseKind.LABELLING)
        return a_proposal(people("Porteuse"), round_)

    return make


def open_doors(person, proposal):
    about_round = {"result.count", "result.publish"}
    return {p for p in CLOSED if RULES[p](person, proposal.round if p in about_round else proposal)}


@pytest.mark.parametrize("way", ["proposal", "project", "round", "person"])
def test_doors_close_on_the_thing_and_on_what_belongs_to_it(people, entered, declared, way):
    ada, proposal = people("Ada", Role.STAFF), entered()
    about = {
        "proposal": f"/labellisation/{proposal.public_id}",
        "project": f"http://localhost/projets/{proposal.project.public_id}",
        "round": f"/editions/{proposal.round.public_id}",
        "person": proposal.project.holder.email,
    }[way]
    assert open_doors(ada, proposal) == CLOSED

    assert declared(ada, about).status_code == 303

    db.session.expire_all()
    assert open_doors(ada, proposal) == set()
    vote = proposal.round.phase(PhaseKind.VOTE)
    assert not RULES["phase.request_close"](ada, vote)
    assert RULES["review.write"].why_not(ada, proposal).startswith(WHY)


def test_declaring_leads_back_and_withdrawing_opens_again(visit, people, entered, declared):
    ada, proposal = people("Ada", Role.REVIEWER), entered()
    page = f"/labellisation/{proposal.public_id}"
    assert f"/gestion/interets?page={page}" in visit(page, by=ada).text
    assert page in visit(f"/gestion/interets?page={page}", by=ada).text
    answer = visit(f"/gestion/interets?page={page}", by=ada, method="POST", about=page, sentence="Je suis membre.")
    assert answer.location == page
    assert WHY in visit(page, by=ada).text
    scores = visit(f"{page}/avis", by=ada, method="POST")
    assert (scores.status_code, WHY in scores.text) == (403, True)
    again = declared(ada, page)
    assert (again.status_code, "déjà déclaré" in again.text) == (422, True)
    interest = db.session.scalars(select(Interest)).one()
    assert visit(f"/gestion/interets/{interest.public_id}/retirer", by=ada, method="POST").status_code == 303
    assert visit(f"{page}/avis", by=ada, method="POST").status_code == 422
    assert visit(f"/gestion/interets/{interest.public_id}/retirer", by=ada, method="POST").status_code == 404


@pytest.mark.parametrize("about", ["/nulle-part", "https://ailleurs.fr/x", "rien@exemple.fr", "n’importe quoi", "//x"])
def test_an_address_that_leads_nowhere_is_refused_and_kept(people, declared, about):
    answer = declared(people("Ada", Role.STAFF), about)
    assert (answer.status_code, "ne mène à rien" in answer.text) == (422, True)


def test_the_register_is_read_by_staff_and_one_is_recorded_for_another(visit, people, entered):
    admin, ada, rev = people("Root", Role.ADMINISTRATOR), people("Ada", Role.STAFF), people("Rev", Role.REVIEWER)
    about = f"/labellisation/{entered().public_id}"
    typed = {"email": rev.email, "about": about, "sentence": "Voisin du porteur."}
    assert visit("/gestion/interets/registre", by=rev).status_code == 403
    assert visit("/gestion/interets/registre", by=ada, method="POST", **typed).status_code == 403
    assert visit("/gestion/interets/registre", by=admin, method="POST", **typed).status_code == 303
    mail = db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == rev.email)).one()
    assert "Voisin du porteur" in mail.body
    assert "Voisin du porteur" in visit("/gestion/interets/registre", by=ada).text
    path = f"/gestion/interets/{db.session.scalars(select(Interest)).one().public_id}/retirer"
    assert [visit(path, by=who, method="POST").status_code for who in (rev, ada, admin)] == [403, 403, 303]


def test_citizens_declare_nothing(visit, people):
    assert visit("/gestion/interets", by=people("Amel")).status_code == 403
    assert visit("/gestion/interets").status_code == 303
