"""The pages of organisations, as each person meets them."""

import re

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core.extensions import db
from app.notifications.models import OutboxMessage
from app.organisations import commitments, queries
from app.organisations.models import Engagement, MandateRole, Organisation
from app.organisations.services import mandates
from app.organisations.status import OrganisationStatus

TYPED = {
    "name": "Les Cyclettes",
    "kind": "association",
    "siret": "",
    "rna": "W62 123 4567",
    "court_entry": "",
    "municipality": "Arras",
    "address": "1 rue du Vélo",
    "website": "cyclettes.exemple.fr",
}


def kept():
    return db.session.scalars(select(Organisation)).one()


def test_organisation_is_declared_then_confirmed_by_somebody_else(visit, people):
    amel, zoe = people("Amel"), people("Zoé", Role.STAFF)
    answer = visit("/organisations/nouvelle", by=amel, method="POST", **TYPED)
    assert answer.status_code == 303
    page = visit(answer.location, by=amel)
    assert "L’équipe la vérifie" in page.text and "RNA\u00a0W621234567" in page.text
    assert visit(answer.location).status_code == 401
    assert visit(answer.location, by=people("Bruno")).status_code == 403
    assert "Les Cyclettes" in visit("/organisations/", by=amel).text
    desk = f"/gestion/organisations/{kept().public_id}"
    assert "Annuaire" in visit(desk, by=zoe).text
    assert visit(f"{desk}/confirmer", by=zoe, method="POST").status_code == 303
    public = visit(answer.location)
    assert public.status_code == 200
    assert "1 rue du Vélo" not in public.text and "https://cyclettes.exemple.fr" in public.text


def test_staff_do_not_confirm_their_own_organisation(visit, people, an_organisation):
    zoe = people("Zoé", Role.STAFF)
    organisation = an_organisation(zoe)
    desk = f"/gestion/organisations/{organisation.public_id}"
    assert visit(f"{desk}/confirmer", by=zoe, method="POST").status_code == 403
    assert "une autre personne de l’équipe" in visit(desk, by=zoe).text
    assert visit("/gestion/organisations/", by=people("Amel")).status_code == 403


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": "x" * 10_240}, "120 caractères au plus"),
        ({"name": "Les \u202esettelcyC"}, "caractères invisibles"),
        ({"rna": "W62"}, "n’est pas juste"),
        ({"siret": "73282932000075"}, "n’est pas juste"),
        ({"rna": ""}, "au moins un numéro"),
        ({"website": "javascript:alert(1)"}, "adresse d’un site"),
        ({"kind": "secte"}, "Not a valid choice"),
        ({"municipality": "Atlantide"}, "n’est pas une commune"),
    ],
)
def test_wrong_answer_gets_a_sentence_and_the_rest_stays(visit, people, changed, sentence):
    page = visit("/organisations/nouvelle", by=people("Amel"), method="POST", **TYPED | changed)
    assert page.status_code == 422
    assert sentence.replace(" ", "\u00a0") in page.text.replace(" ", "\u00a0") or "kind" in changed
    assert "1 rue du Vélo" in page.text
    assert db.session.scalar(select(Organisation)) is None


def test_edited_page_somebody_changed_meanwhile_keeps_the_text(visit, people, an_organisation):
    amel = people("Amel")
    organisation = an_organisation(amel)
    at = f"/organisations/{organisation.public_id}/modifier"
    version = re.search(r'name="version"[^>]*value="(\d+)"', visit(at, by=amel).text).group(1)
    assert visit(at, by=amel, method="POST", **TYPED, version=version).status_code == 303
    late = visit(at, by=amel, method="POST", **TYPED | {"address": "2 rue du Vélo"}, version=version)
    assert late.status_code == 422
    assert "2 rue du Vélo" in late.text and kept().address == "1 rue du Vélo"


def test_invitation_goes_from_the_form_to_the_mandate(visit, people, an_organisation):
    amel, bruno = people("Amel"), people("Bruno")
    organisation = an_organisation(amel)
    at = f"/organisations/{organisation.public_id}/mandats"
    assert visit(at, by=amel, method="POST", email="bruno@", role="member").status_code == 422
    assert visit(at, by=amel, method="POST", email=bruno.email, role="representative").status_code == 303
    mail = db.session.scalars(select(OutboxMessage)).one()
    link = re.search(r"https?://[^/]+(/organisations/invitation/\S+)", mail.body).group(1)
    assert mail.to == bruno.email and bruno.email not in link
    assert "Se connecter" in visit(link).text
    assert visit(link, method="POST").status_code == 303  # to the sign-in page
    assert not queries.represents(bruno, kept())
    assert visit(link, by=people("Carla"), method="POST").status_code == 409
    assert visit(link, by=bruno, method="POST").status_code == 303
    assert queries.represents(bruno, queries.organisation_by_public_id(organisation.public_id))
    assert "déjà reçu une réponse" in visit(link, by=bruno).text
    assert visit(link[:-3] + "abc", by=bruno).status_code == 404


def test_member_reads_the_mandates_and_invites_nobody(visit, people, an_organisation):
    amel, bruno = people("Amel"), people("Bruno")
    organisation = an_organisation(amel)
    mandates.accept(mandates.invite(organisation, bruno.email, MandateRole.MEMBER, None, by=amel), by=bruno)
    db.session.commit()
    at = f"/organisations/{organisation.public_id}"
    assert "Inviter quelqu’un" not in visit(f"{at}/mandats", by=bruno).text
    assert visit(f"{at}/mandats", by=bruno, method="POST", email="x@exemple.fr", role="member").status_code == 403
    assert visit(f"{at}/modifier", by=bruno).status_code == 403
    mine = next(m for m in kept().in_force if m.person_id == bruno.id)
    hers = next(m for m in kept().in_force if m.person_id == amel.id)
    assert visit(f"/organisations/mandats/{hers.public_id}/finir", by=bruno, method="POST").status_code == 403
    assert visit(f"/organisations/mandats/{mine.public_id}/finir", by=bruno, method="POST").status_code == 303
    assert visit(f"{at}/mandats", by=bruno).status_code == 403


def test_engagement_is_accepted_by_who_represents(visit, people, an_organisation):
    amel, bruno = people("Amel"), people("Bruno")
    organisation = an_organisation(amel)
    mandates.accept(mandates.invite(organisation, bruno.email, MandateRole.TREASURER, None, by=amel), by=bruno)
    db.session.commit()
    at, digest = f"/organisations/{organisation.public_id}/engagement", commitments.version()
    page = visit(at, by=bruno)
    assert page.text.count("<li><p><strong>") == 7 and "2021-1947" in page.text
    assert visit(at, by=bruno, method="POST", digest=digest).status_code == 403
    assert visit(at, by=amel, method="POST", digest="sha256:autre").status_code == 409
    assert visit(at, by=amel, method="POST", digest=digest).status_code == 303
    kept_one = db.session.scalars(select(Engagement)).one()
    assert (kept_one.person_id, kept_one.digest) == (amel.id, digest)
    assert "Amel" in visit(at, by=bruno).text
    assert visit(f"{at}/retirer", by=amel, method="POST").status_code == 303
    assert "Accepter au nom" in visit(at, by=amel).text


def test_staff_find_by_name_number_and_status(visit, people, an_organisation):
    zoe, amel = people("Zoé", Role.STAFF), people("Amel")
    an_organisation(amel, name="Écluse & Compagnie", rna="W621234567")
    an_organisation(amel, name="Le Fournil", rna="W621234568", siret="732 829 320")
    for query, found in (
        ("q=ecluse", "Écluse"),
        ("q=732829320", "Fournil"),
        ("q=W621234568", "Fournil"),
        ("q=732%20829%20320%2000074", "Fournil"),
        ("etat=declared&q=fournil", "Fournil"),
    ):
        page = visit(f"/gestion/organisations/?{query}", by=zoe).text
        assert found in page and "Une structure" in page
    assert "Aucune structure" in visit("/gestion/organisations/?q=%25&etat=closed", by=zoe).text


def test_refusal_needs_its_reason_and_says_it(visit, people, an_organisation):
    zoe, amel = people("Zoé", Role.STAFF), people("Amel")
    organisation = an_organisation(amel)
    desk = f"/gestion/organisations/{organisation.public_id}"
    assert visit(f"{desk}/refuser", by=zoe, method="POST", reason="").status_code == 422
    assert visit(f"{desk}/refuser", by=zoe, method="POST", reason="Numéro inconnu.").status_code == 303
    assert kept().status is OrganisationStatus.REFUSED
    assert "Numéro inconnu." in visit(f"/organisations/{organisation.public_id}", by=amel).text
