"""Linking and unlinking, conflicts of identities, and what a provider never decides."""

import re

from sqlalchemy import select

from app.accounts.models import Role
from app.core.audit import AuditEvent
from app.core.extensions import db
from app.sso.models import ExternalIdentity

MINE, LINK = "/compte/identites", "/compte/identites/relier"


def identities():
    return [(i.issuer, i.subject, i.person.name) for i in db.session.scalars(select(ExternalIdentity))]


def test_linking_from_my_account_is_confirmed_before_it_is_done(visit, arrive, fc, people):
    amel = people("Amel")
    assert f'href="{MINE}"' in visit("/compte", by=amel).text
    assert "Relier FranceConnect" in visit(MINE, by=amel).text
    assert arrive(fc, "gaelle", by=amel, how="ajouter").location == LINK
    assert identities() == []
    assert "Relier FranceConnect à ce compte" in visit(LINK, by=amel).text
    assert visit(LINK, by=amel, method="POST").location == MINE
    assert identities() == [(fc.issuer, "gaelle", "Amel")]
    page = visit(MINE, by=amel).text
    assert ("Délier" in page, "Relier FranceConnect" in page) == (True, False)
    assert amel.name == "Amel"


def test_not_confirming_links_nothing(visit, arrive, fc, people):
    amel = people("Amel")
    arrive(fc, "gaelle", by=amel, how="ajouter")
    visit(MINE, by=amel)
    assert visit(LINK, by=amel, method="POST").status_code == 400
    assert identities() == []


def test_unlinking_leaves_the_code_by_mail_as_a_way_in(visit, arrive, fc, people, link, mails):
    amel, karim = people("Amel"), people("Karim")
    identity = link(amel, fc.issuer, "gaelle")
    arrive(fc, "gaelle")
    path = f"{MINE}/{identity.public_id}/delier"
    assert visit(path, by=karim, method="POST").status_code == 403
    assert visit(path, method="POST").status_code == 303
    assert identities() == []
    assert "Un code reçu par courriel l’ouvre toujours" in visit(MINE).text
    assert visit("/compte/connexion", method="POST", email=amel.email, way="code").location == "/compte/code"
    verbs = db.session.scalars(select(AuditEvent.verb)).all()
    assert "identity.unlink" in verbs


def test_an_address_that_has_an_account_is_not_merged_when_the_provider_vouches_for_it(
    visit, arrive, ordinary, people, mails
):
    amel = people("Amel")
    ordinary.knows("amel", email=amel.email, email_verified=True)
    arrive(ordinary, "amel")
    answer = visit(f"{MINE}/bienvenue", method="POST", name="Amel", email=amel.email)
    assert answer.status_code == 409
    assert "amel@exemple.fr a un compte ici" in answer.text
    assert f'href="/compte/connexion?next={LINK}"' in answer.text
    assert (identities(), mails()) == ([], [])
    visit("/compte/connexion", method="POST", email=amel.email, way="code", next=LINK)
    code = re.search(r"\b\d{6}\b", mails()[-1][2]).group()
    assert visit("/compte/code", method="POST", code=code).location == LINK
    assert identities() == []
    assert visit(LINK, method="POST").status_code == 303
    assert identities() == [(ordinary.issuer, "amel", "Amel")]


def test_an_address_that_has_an_account_says_so_only_to_whom_reads_its_mail(visit, arrive, fc, people, mails):
    amel = people("Amel")
    arrive(fc, "gaelle")
    taken = visit(f"{MINE}/bienvenue", method="POST", name="Gaëlle", email=amel.email)
    assert (taken.status_code, taken.location) == (303, f"{MINE}/code")
    assert mails()[-1][:2] == (amel.email, "Vous avez déjà un compte")
    code = re.search(r"\b\d{6}\b", mails()[-1][2]).group()
    assert visit(f"{MINE}/code", method="POST", code=code).location == LINK
    assert identities() == []
    assert "Amel" in visit(LINK).text
    visit(LINK, method="POST")
    assert identities() == [(fc.issuer, "gaelle", "Amel")]


def test_an_identity_of_another_account_is_refused_in_a_sentence(visit, arrive, fc, people, link):
    amel, karim = people("Amel"), people("Karim")
    link(amel, fc.issuer, "gaelle")
    assert arrive(fc, "gaelle", by=karim, how="ajouter").location == LINK
    answer = visit(LINK, by=karim, method="POST")
    assert (answer.status_code, "ouvre déjà un autre compte" in answer.text) == (409, True)
    assert identities() == [(fc.issuer, "gaelle", "Amel")]


def test_an_account_has_one_identity_of_each_provider(visit, arrive, fc, people, link):
    amel = people("Amel")
    link(amel, fc.issuer, "hugo")
    arrive(fc, "gaelle", by=amel, how="ajouter")
    answer = visit(LINK, by=amel, method="POST")
    assert (answer.status_code, "une autre identité donnée par FranceConnect" in answer.text) == (409, True)


def test_an_identity_of_a_provider_no_longer_configured_can_still_be_unlinked(visit, fc, people, link):
    amel = people("Amel")
    identity = link(amel, "https://former.exemple", "x")
    page = visit(MINE, by=amel).text
    assert ("https://former.exemple" in page, "n’utilise plus ce fournisseur" in page) == (True, True)
    assert visit(f"{MINE}/{identity.public_id}/delier", by=amel, method="POST").status_code == 303


def test_roles_never_come_from_a_provider(visit, arrive, ordinary, people, link):
    amel, chief = people("Amel"), people("Ada", Role.ADMINISTRATOR)
    link(amel, ordinary.issuer, "amel")
    ordinary.knows("amel", email=chief.email, email_verified=True, roles=["administrator"], groups=["staff"])
    arrive(ordinary, "amel")
    assert visit("/gestion/roles").status_code == 403
    assert "Amel" in visit("/compte").text
