"""Two ideas become one and two again; an idea passes to somebody else."""

from html import unescape

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core.errors import Refused
from app.core.extensions import db
from app.ideas import services
from app.ideas.around import stance_of
from app.ideas.models import IdeaHandover
from app.ideas.status import HandoverStatus, IdeaStatus
from app.notifications.models import Notification, OutboxMessage


@pytest.fixture
def two(people, a_round, an_idea):
    """The kept idea and the other, each with its author, two supporters (one in common), a comment, a follower."""
    round_ = a_round(ideas_moderated="after")
    kept, other = an_idea(people("Amel"), round_), an_idea(people("Bruno"), round_, title="Le four du village")
    for idea, names in ((kept, ("Chloé", "Dina")), (other, ("Dina", "Elsa"))):
        for name in names:
            person = _known(name) or people(name)
            services.support_idea(idea, by=person)
            services.follow_idea(idea, by=person)
        services.comment_idea(idea, f"Sous {idea.title}", by=idea.author)
    db.session.commit()
    return kept, other


def _known(name):
    from app.accounts.models import Person

    return db.session.scalar(select(Person).where(Person.name == name))


def test_merged_ideas_are_read_together_and_split_as_they_were(visit, people, two):
    kept, other = two
    staff = people("Farid", Role.STAFF)
    address = f"http://localhost/envies/{kept.public_id}?page=1"
    sent = visit(f"/envies/{other.public_id}/reunir", by=staff, method="POST", into=address, reason="La même chose.")
    assert (sent.status_code, sent.location) == (303, f"/envies/{kept.public_id}")
    assert (other.status, kept.supporters, other.supporters) == (IdeaStatus.MERGED, 3, 2)
    assert visit(f"/envies/{other.public_id}").location == f"/envies/{kept.public_id}"
    page = unescape(visit(f"/envies/{kept.public_id}").text)
    assert "Amel, Bruno" in page and "Sous Le four du village" in page and "Sous Un four" in page
    assert {p.name for p in services.followers_of(kept)} == {"Chloé", "Dina", "Elsa"}
    told = {n.person.name for n in db.session.scalars(select(Notification)) if "n’en font plus qu’une" in n.title}
    assert told == {"Amel", "Bruno", "Chloé", "Dina", "Elsa"}
    elsa = _known("Elsa")
    services.support_idea(kept, by=elsa)  # counted already
    assert kept.supporters == 3 and stance_of(elsa, kept).supports
    sent = visit(f"/envies/{other.public_id}/separer", by=staff, method="POST", reason="Deux quartiers.")
    assert (sent.status_code, other.status) == (303, IdeaStatus.PUBLISHED)
    told = {n.person.name for n in db.session.scalars(select(Notification)) if "a de nouveau sa page" in n.title}
    assert told == {"Bruno", "Chloé", "Dina", "Elsa"}
    assert (kept.supporters, other.supporters, other.author.name) == (2, 2, "Bruno")
    page = unescape(visit(f"/envies/{kept.public_id}").text)
    assert "Bruno" not in page and visit(f"/envies/{other.public_id}").status_code == 200


def test_what_cannot_be_one_is_a_sentence_and_changes_nothing(visit, people, two, a_round, an_idea):
    kept, other = two
    staff = people("Farid", Role.STAFF)
    waiting = an_idea(kept.author, kept.round, "pending")
    elsewhere = an_idea(kept.author, a_round(name="Ailleurs"))
    for into, sentence in {
        "nulle-part": "Aucune envie n’a cette adresse",
        other.public_id: "C’est la même envie",
        waiting.public_id: "doit être publiée",
        elsewhere.public_id: "d’une autre édition",
    }.items():
        page = visit(f"/envies/{other.public_id}/reunir", by=staff, method="POST", into=into, reason="Pareil.")
        assert page.status_code == 422 and sentence in unescape(page.text), into
    assert other.status is IdeaStatus.PUBLISHED
    assert visit(f"/envies/{other.public_id}/reunir", by=kept.author).status_code == 403


def test_three_ideas_in_a_row_become_one(people, two, an_idea):
    kept, other = two
    staff, third = people("Farid", Role.STAFF), an_idea(people("Gina"), two[0].round, title="Un four")
    services.merge_idea(third, other, "Pareil.", by=staff)
    services.merge_idea(other, kept, "Pareil.", by=staff)
    db.session.commit()
    assert {third.merged_into, other.merged_into} == {kept}
    assert [author.name for author in kept.authors] == ["Amel", "Bruno", "Gina"]


def test_an_idea_passes_once_the_other_accepts(visit, people, a_round, an_idea):
    amel, bruno, chloe = people("Amel"), people("Bruno"), people("Chloé")
    idea = an_idea(amel, a_round())
    address = f"/envies/{idea.public_id}/confier"
    assert visit(address, by=bruno).status_code == 403
    assert visit(address, by=amel, method="POST", email="pas une adresse").status_code == 422
    assert visit(address, by=amel, method="POST", email=amel.email).status_code == 422
    assert visit(address, by=amel, method="POST", email="Bruno@exemple.fr").status_code == 303
    again = visit(address, by=amel, method="POST", email=chloe.email)
    assert again.status_code == 422 and "déjà proposée" in unescape(again.text)
    offer = db.session.scalars(select(IdeaHandover)).one()
    mail = db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == bruno.email)).one()
    where = f"/envies/confiees/{offer.public_id}"
    assert where in mail.body and idea.author is amel
    assert visit(where, by=chloe).status_code == 403 and visit(where).status_code == 401
    assert "J’accepte" in unescape(visit(where, by=bruno).text)
    assert visit(f"{where}/accepter", by=chloe, method="POST").status_code == 403
    assert visit(f"{where}/accepter", by=bruno, method="POST").status_code == 303
    assert (idea.author.name, offer.status) == ("Bruno", HandoverStatus.ACCEPTED)
    assert "Confiée à une autre personne" in unescape(visit(f"/envies/{idea.public_id}").text)
    assert visit(f"{where}/decliner", by=bruno, method="POST").status_code == 403


@pytest.mark.parametrize(("who", "verb"), [("bruno", "decliner"), ("amel", "retirer")])
def test_an_offer_declined_or_taken_back_changes_nothing(visit, people, a_round, an_idea, who, verb):
    amel, _bruno = people("Amel"), people("Bruno")
    idea = an_idea(amel, a_round())
    offer = services.offer_idea(idea, "bruno@exemple.fr", by=amel)
    db.session.commit()
    by = _known(who.title())
    assert visit(f"/envies/confiees/{offer.public_id}/{verb}", by=by, method="POST").status_code == 303
    assert idea.author is amel and offer.status is not HandoverStatus.OFFERED
    services.offer_idea(idea, "bruno@exemple.fr", by=amel)
    db.session.commit()


def test_the_team_gives_an_idea_with_a_reason(visit, people, a_round, an_idea):
    amel, bruno, staff = people("Amel"), people("Bruno"), people("Farid", Role.STAFF)
    idea = an_idea(amel, a_round())
    address = f"/envies/{idea.public_id}/attribuer"
    assert visit(address, by=amel).status_code == 403
    assert visit(address, by=staff, method="POST", email=bruno.email, reason="").status_code == 422
    unknown = visit(address, by=staff, method="POST", email="personne@exemple.fr", reason="Parti.")
    assert unknown.status_code == 422 and "Personne n’a de compte" in unescape(unknown.text)
    assert visit(address, by=staff, method="POST", email=bruno.email, reason="Amel déménage.").status_code == 303
    assert idea.author is bruno
    told = {n.person_id for n in db.session.scalars(select(Notification)) if "Amel déménage." in n.body}
    assert told == {amel.id, bruno.id}


def test_one_cannot_merge_into_oneself_by_service(people, two):
    with pytest.raises(Refused, match="la même envie"):
        services.merge_idea(two[0], two[0], "Pareil.", by=people("Farid", Role.STAFF))
