"""Portage: from the demand to the frozen dossier."""

import pytest
from sqlalchemy import func, select

from app.accounts.models import Person, Role
from app.core.errors import MoveRefused, Refused
from app.core.extensions import db
from app.notifications.models import OutboxMessage
from app.organisations import commitments
from app.organisations.models import Kind, Organisation
from app.organisations.services import declaring, engaging
from app.projects import carriers, services
from app.projects.models import Hosting, Project
from app.projects.services.carrying import Terms
from app.projects.status import HostingStatus
from app.rounds.models import PhaseKind
from app.submissions.services import submit_project
from app.territories.queries import municipality_by_code
from tests.races import run_together

SUBMISSION = PhaseKind.SUBMISSION
TERMS = Terms(account=True, accounting=True, insurance=False, note="Une réunion par trimestre.")


@pytest.fixture
def a_host(people):
    """A factory of confirmed organisations, represented by somebody."""

    def make(by, name="Le Fournil", rna="W621234567", confirmed=True):
        town = municipality_by_code("62041")
        organisation = declaring.declare(declaring.Identity(name, Kind.ASSOCIATION, town, rna=rna), by=by)
        if confirmed:
            declaring.confirm(organisation, by=people(f"Équipe {name}"))
        db.session.commit()
        return organisation

    return make


def refusal(deed, *given, **more):
    with pytest.raises(Refused) as refused:
        deed(*given, **more)
    db.session.rollback()
    return str(refused.value)


def test_host_accepts_with_its_terms_and_the_dossier_freezes_them(people, a_round, a_project, a_host):
    amel, wanda = people("Amel"), people("Wanda")
    project, host = a_project(amel, a_round(SUBMISSION, carrier_required=True)), a_host(wanda)
    assert "une structure vérifiée" in refusal(submit_project, project, by=amel)
    hosting = services.ask(project, host, "Nous sommes six voisins.", by=amel)
    db.session.commit()
    assert "une structure vérifiée" in refusal(submit_project, project, by=amel)
    services.accept(hosting, TERMS, by=wanda)
    engaging.accept(host, commitments.version(), by=wanda)
    db.session.commit()
    proposal = submit_project(project, by=amel)
    db.session.commit()
    lines = [(a["step"], a["text"]) for a in proposal.answers if a["key"] == "carrier"]
    assert lines[0][0] == "L’équipe"
    for words in (
        "Le Fournil",
        "RNA\u00a0W621234567",
        "le compte bancaire, la comptabilité",
        "trimestre",
        "accepté le",
    ):
        assert words in lines[0][1]
    keys = [a["key"] for a in proposal.answers]
    assert keys.index("carrier") == keys.index("team") + 1
    assert "est déposé" in refusal(services.end, hosting, "Nous changeons d’avis.", by=wanda)
    assert db.session.get(Hosting, hosting.id).status is HostingStatus.ACCEPTED


def test_own_organisation_carries_at_once(people, a_round, a_project, a_host):
    amel = people("Amel")
    project = a_project(amel, a_round(SUBMISSION, carrier_required=True))
    hosting = services.ask(project, a_host(amel), "", by=amel)
    db.session.commit()
    assert (hosting.status, hosting.is_own) == (HostingStatus.ACCEPTED, True)
    assert carriers.owed(project) == []


def test_engagement_is_asked_when_the_rulebook_says_so(people, a_round, a_project, a_host):
    amel = people("Amel")
    project = a_project(amel, a_round(SUBMISSION, carrier_required=True, engagement_required=True))
    host = a_host(amel)
    services.ask(project, host, "", by=amel)
    db.session.commit()
    assert "contrat d’engagement" in refusal(submit_project, project, by=amel)
    engaging.accept(host, commitments.version(), by=amel)
    db.session.commit()
    submit_project(project, by=amel)
    db.session.commit()
    engaging.withdraw(host, by=amel)


def test_organisation_that_is_not_confirmed_is_not_asked_and_does_not_count(people, a_round, a_project, a_host):
    amel, zoe = people("Amel"), people("Zoé")
    project = a_project(amel, a_round(SUBMISSION, carrier_required=True))
    draft = a_host(amel, confirmed=False)
    assert "n’est pas vérifiée" in refusal(services.ask, project, draft, "", by=amel)
    host = a_host(amel, name="Autre", rna="W621234568")
    services.ask(project, host, "", by=amel)
    declaring.close(host, "Dissoute.", by=zoe)
    db.session.commit()
    assert "une structure vérifiée" in refusal(submit_project, project, by=amel)


def test_host_declines_with_its_reason_and_another_is_asked(people, a_round, a_project, a_host):
    amel, wanda = people("Amel"), people("Wanda")
    project, host = a_project(amel, a_round(SUBMISSION)), a_host(wanda)
    hosting = services.ask(project, host, "", by=amel)
    db.session.commit()
    with pytest.raises(MoveRefused):
        services.decline(hosting, " ", by=wanda)
    db.session.rollback()
    assert "mettez d’abord fin" in refusal(services.ask, project, a_host(wanda, "Autre", "W621234569"), "", by=amel)
    services.decline(hosting, "Nous portons déjà trois projets.", by=wanda)
    db.session.commit()
    mails = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    assert any(m.to == amel.email and "trois projets" in m.body for m in mails)
    assert any(m.to == wanda.email and "Amel demande à" in m.body for m in mails)
    services.ask(project, host, "", by=amel)


def test_nothing_taken_on_is_no_hosting(people, a_round, a_project, a_host):
    amel, wanda = people("Amel"), people("Wanda")
    hosting = services.ask(a_project(amel, a_round(SUBMISSION)), a_host(wanda), "", by=amel)
    db.session.commit()
    assert "au moins une chose" in refusal(services.accept, hosting, Terms(False, False, False, "Rien."), by=wanda)


def test_two_demands_at_once_leave_one(app, people, a_round, a_project, a_host):
    amel, wanda = people("Amel"), people("Wanda")
    project = a_project(amel, a_round(SUBMISSION)).id
    hosts = [a_host(wanda, "Un", "W621234561").id, a_host(wanda, "Deux", "W621234562").id]
    amel_id = amel.id

    def asks(host):
        def deed():
            given = (db.session.get(Project, project), db.session.get(Organisation, host))
            services.ask(*given, "", by=db.session.get(Person, amel_id))

        return deed

    assert run_together(app, [asks(host) for host in hosts]).count("ok") == 1
    assert db.session.scalar(select(func.count()).select_from(Hosting)) == 1


def test_pages_lead_from_the_demand_to_the_answer(visit, people, a_round, a_project, a_host):
    amel, wanda, bruno = people("Amel"), people("Wanda"), people("Bruno")
    project, host = a_project(amel, a_round(SUBMISSION)), a_host(wanda)
    at = f"/projets/{project.public_id}/structure"
    assert "Le Fournil" in visit(f"{at}?q=fournil", by=amel, most_queries=16).text
    assert visit(at, by=bruno).status_code == 403
    assert visit(f"{at}?q=fournil", by=amel, method="POST", organisation="autre").status_code == 422
    asked = visit(f"{at}?q=fournil", by=amel, method="POST", organisation=host.public_id, message="Bonjour")
    assert asked.status_code == 303
    hosting = db.session.scalars(select(Hosting)).one().public_id
    page = f"/projets/portage/{hosting}"
    assert "L’atelier vélo" in visit("/projets/portages", by=wanda).text
    assert "Bonjour" in visit(page, by=wanda).text
    assert visit(page, by=bruno).status_code == 403
    assert visit(f"{page}/accepter", by=amel, method="POST", account="y").status_code == 403
    nothing = visit(f"{page}/accepter", by=wanda, method="POST", note="Une condition")
    assert nothing.status_code == 422 and "Une condition" in nothing.text
    assert visit(f"{page}/accepter", by=wanda, method="POST", account="y").status_code == 303
    assert "Accepté" in visit(f"/projets/{project.public_id}", by=amel).text
    assert visit(f"{page}/finir", by=amel, method="POST", reason="").status_code == 422
    assert visit(f"{page}/finir", by=amel, method="POST", reason="Nous créons la nôtre.").status_code == 303
    assert "Nous créons la nôtre." in visit(page, by=wanda).text
    assert visit(page, by=people("Zoé", Role.STAFF)).status_code == 200
