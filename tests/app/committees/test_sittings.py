"""Sittings: who is called, the quorum, who steps back, each vote, what the minutes say."""

from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select

from app.accounts.models import Interest, Role
from app.committees import minutes, queries, services
from app.committees.models import CommitteeMember, MemberVote, Seat
from app.committees.services.dossiers import Said
from app.committees.status import Outcome, SittingStatus
from app.core import clock
from app.core.errors import MoveRefused, Refused
from app.core.extensions import db
from app.core.models import Base
from app.notifications.models import Notification
from app.organisations.models import Kind, Mandate, MandateRole, Organisation
from app.projects import services as projects
from moderation.committee import Choice, Votes
from tests.races import at_once

LABEL = Said(Outcome.LABEL, "Trois partenaires engagés.", by_consensus=True)


def _voted(outcome, *counts, casting=False):
    return Said(outcome, "Parce que.", votes=Votes(*counts), casting=casting)


def _audited(action):
    return db.session.scalars(select(Base.metadata.tables["audit_line"].c.action).where(
        Base.metadata.tables["audit_line"].c.action == action)).all()  # fmt: skip


# --- who sits, and the agenda -----------------------------------------------------------------------------------


def test_a_seat_is_given_once_to_somebody_who_has_an_account(committee):
    with pytest.raises(Refused, match="Personne n’a de compte"):
        services.give_seat(committee.round, "rien@exemple.fr", Seat.MEMBER, by=committee.dina)
    with pytest.raises(Refused, match="siège déjà"):
        services.give_seat(committee.round, "maud@exemple.fr", Seat.MEMBER, by=committee.dina)
    with pytest.raises(Refused, match="préside déjà"):
        services.give_seat(committee.round, "amel@exemple.fr", Seat.CHAIR, by=committee.dina)


def test_a_term_that_is_over_counts_no_more(committee):
    nora = committee.members["Nora"]
    services.end_term(nora, by=committee.dina)
    assert nora not in committee.seats()
    with pytest.raises(Refused, match="finit déjà aujourd’hui"):
        services.end_term(nora, by=committee.dina)


def test_members_are_called_once_with_the_agenda(committee):
    assert services.convene(committee.sitting, by=committee.dina) == 4
    db.session.commit()
    told = db.session.scalars(select(Notification).where(Notification.person_id == committee.persons["Maud"].id)).one()
    assert "1. L’atelier vélo" in told.body and "2. Le four à pain" in told.body
    with pytest.raises(MoveRefused, match="Convoquée"):
        services.convene(committee.sitting, by=committee.dina)


def test_an_empty_sitting_neither_calls_nor_begins(committee):
    empty = services.plan_sitting(committee.round, clock.now() + timedelta(days=1), "Lens", by=committee.dina)
    for deed in (services.convene, services.open_sitting):
        with pytest.raises(Refused, match="ordre du jour est vide"):
            deed(empty, by=committee.dina)
    with pytest.raises(Refused, match="passée"):
        services.plan_sitting(committee.round, clock.now(), "Lens", by=committee.dina)


def test_the_agenda_is_put_in_order_and_takes_a_dossier_once(committee):
    first, second = committee.items
    assert services.add_to_agenda(committee.sitting, committee.proposals, by=committee.dina) == 0
    services.move_item(second, 1, by=committee.dina)
    services.remove_item(first, by=committee.dina)
    db.session.commit()
    assert [item.proposal.title for item in committee.sitting.items] == ["Le four à pain"]
    assert queries.waiting_for_a_sitting(committee.sitting) == [committee.proposals[0]]


# --- the quorum and who steps back ------------------------------------------------------------------------------


def test_nothing_begins_below_the_quorum(committee):
    with pytest.raises(Refused, match="quorum n’est pas atteint : 1 présents parmi les 3 membres qui votent"):
        committee.open("Maud", "Nora")
    db.session.rollback()
    assert committee.open("Nora").status is SittingStatus.OPEN


def test_an_observer_makes_no_quorum(committee):
    with pytest.raises(Refused, match="quorum"):
        committee.open("Paul", "Maud", "Nora")


def test_whoever_joined_the_team_steps_back_by_itself_and_the_minutes_say_so(committee, join):
    join(committee.proposals[0].project, committee.persons["Maud"])
    committee.open()
    item = committee.items[0]
    assert [voter.person.name for voter in queries.voters_on(item, committee.seats())] == ["Paul", "Nora"]
    said = minutes.recusals_in_words(item, committee.seats())
    assert said == ["Maud se retire (de l’équipe du projet) : sa voix n’est pas comptée."]
    with pytest.raises(Refused, match="sa voix ne compte pas"):
        services.cast_vote(item, committee.members["Maud"], Choice.FOR, by=committee.dina)
    with pytest.raises(Refused, match="se retire"):
        services.answer_link(item, committee.members["Maud"], False, "Tant pis.", by=committee.dina)
    with pytest.raises(Refused, match="3 voix pour 2 membres"):
        services.say(item, _voted(Outcome.LABEL, 3, 0, 0), by=committee.dina)


def test_whoever_joins_the_team_during_the_sitting_steps_back_too(committee, join):
    committee.open()
    join(committee.proposals[0].project, committee.persons["Maud"])
    with pytest.raises(Refused, match="se retire"):
        services.cast_vote(committee.items[0], committee.members["Maud"], Choice.FOR, by=committee.dina)


def test_a_declared_interest_steps_back(committee):
    name = f"project:{committee.proposals[0].project.public_id}"
    maud = committee.persons["Maud"]
    db.session.add(Interest(person_id=maud.id, subject=name, sentence="Ma sœur y est.", declared_by_id=maud.id))
    db.session.commit()
    committee.open()
    assert [each.reason for each in committee.items[0].recusals] == ["lien d’intérêt déclaré"]


def test_a_shared_organisation_asks_for_an_answer_before_the_committee_speaks(committee):
    body = Organisation(name="Les Cyclettes", sort_name="cyclettes", kind=Kind.ASSOCIATION, municipality_code="62041")
    db.session.add(body)
    db.session.flush()
    for person in (committee.amel, committee.persons["Nora"]):
        db.session.add(
            Mandate(organisation_id=body.id, person_id=person.id, role=MandateRole.MEMBER, since=clock.today())
        )
    db.session.commit()
    committee.open()
    item, nora = committee.items[0], committee.members["Nora"]
    with pytest.raises(Refused, match="Dites d’abord si Nora se retire"):
        services.say(item, LABEL, by=committee.dina)
    db.session.rollback()
    with pytest.raises(Refused, match="pourquoi"):
        services.answer_link(item, nora, False, "  ", by=committee.dina)
    services.answer_link(item, nora, False, "Simple adhérente.", by=committee.dina)
    services.say(item, _voted(Outcome.LABEL, 2, 1, 0), by=committee.dina)
    db.session.commit()
    assert minutes.recusals_in_words(item, committee.seats()) == ["Nora prend part : Simple adhérente."]
    assert minutes.vote_in_words(item) == "2 pour, 1 contre, 0 abstention(s)."


def test_too_many_stepping_back_leave_the_dossier_to_another_sitting(committee):
    committee.open("Nora")
    item = committee.items[0]
    for name in ("Paul", "Maud"):
        services.answer_link(item, committee.members[name], True, "Voisin.", by=committee.dina)
    with pytest.raises(Refused, match="quorum n’est pas atteint pour ce dossier"):
        services.say(item, LABEL, by=committee.dina)
    services.say(item, Said(Outcome.ADJOURN, "Trop peu pour décider."), by=committee.dina)
    later = services.plan_sitting(committee.round, clock.now() + timedelta(days=9), "Lens", by=committee.dina)
    assert queries.waiting_for_a_sitting(later) == [committee.proposals[0]]


# --- votes ------------------------------------------------------------------------------------------------------


def test_members_called_by_name_are_counted(committee):
    committee.open()
    item = committee.items[0]
    for name, choice in {"Paul": Choice.FOR, "Maud": Choice.AGAINST}.items():
        services.cast_vote(item, committee.members[name], choice, by=committee.dina)
    with pytest.raises(Refused, match="2 voix pour 3 membres"):
        services.say(item, Said(Outcome.LABEL, "Beau projet."), by=committee.dina)
    services.cast_vote(item, committee.members["Nora"], Choice.FOR, by=committee.persons["Nora"])
    services.say(item, Said(Outcome.LABEL, "Beau projet."), by=committee.dina)
    assert (item.votes_for, item.votes_against, item.votes_abstained) == (2, 1, 0)


def test_a_member_votes_once_even_at_the_same_instant(app, committee):
    committee.open()
    keys = committee.items[0].public_id, committee.members["Maud"].public_id, committee.dina.id
    db.session.close()

    def deed(wait):
        from app.accounts.models import Person

        item, member = queries.item_by_public_id(keys[0]), queries.seat_by_public_id(keys[1])
        by = db.session.get(Person, keys[2])
        wait()
        services.cast_vote(item, member, Choice.FOR, by=by)

    done = sorted(at_once(app, deed, deed), key=len)
    assert done[0] == "done" and "Maud a déjà donné sa voix pour ce dossier" in done[1]
    assert len(db.session.scalars(select(MemberVote)).all()) == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (_voted(Outcome.LABEL, 1, 2, 0), "Les voix disent le contraire"),
        (_voted(Outcome.REFUSE, 2, 1, 0), "Les voix disent le contraire"),
        (_voted(Outcome.LABEL, 1, 1, 1), "Autant de voix pour que contre"),
        (_voted(Outcome.LABEL, 1, 1, 0), "2 voix pour 3 membres"),
        (Said(Outcome.LABEL, "Bien."), "Notez les voix"),
        (Said(Outcome.LABEL, "  ", by_consensus=True), "Donnez la raison"),
    ],
)
def test_what_the_committee_says_agrees_with_its_votes(committee, said, sentence):
    committee.open()
    with pytest.raises(Refused, match=sentence):
        services.say(committee.items[0], said, by=committee.dina)


def test_the_chair_settles_a_tie_when_there(committee):
    committee.open()
    item = committee.items[0]
    services.say(item, _voted(Outcome.REFUSE, 1, 1, 1, casting=True), by=committee.dina)
    assert "La voix de la présidence a départagé." in minutes.vote_in_words(item)
    services.answer_link(item, committee.members["Paul"], True, "Voisin.", by=committee.dina)
    with pytest.raises(Refused, match="présidence est absente"):
        services.say(item, _voted(Outcome.REFUSE, 1, 1, 0, casting=True), by=committee.dina)


def test_a_withdrawn_dossier_gets_no_answer(committee):
    committee.open()
    projects.withdraw_proposal(committee.proposals[0], "Retiré par l’équipe.", by=committee.dina)
    with pytest.raises(Refused, match="Retiré"):
        services.say(committee.items[0], LABEL, by=committee.dina)


def test_a_sitting_ends_when_every_dossier_has_its_answer(committee):
    committee.open()
    services.say(committee.items[0], LABEL, by=committee.dina)
    with pytest.raises(Refused, match="Le four à pain"):
        services.close_sitting(committee.sitting, by=committee.dina)
    services.say(committee.items[1], Said(Outcome.ADJOURN, "Un devis manque."), by=committee.dina)
    services.close_sitting(committee.sitting, by=committee.dina)
    db.session.commit()
    for deed in (
        lambda: services.say(committee.items[0], LABEL, by=committee.dina),
        lambda: services.cast_vote(committee.items[0], committee.members["Maud"], Choice.FOR, by=committee.dina),
        lambda: services.note_presences(committee.sitting, [], by=committee.dina),
        lambda: services.write_remarks(committee.sitting, "Trop tard.", by=committee.dina),
    ):
        with pytest.raises(Refused):
            deed()


def test_a_cancelled_sitting_frees_its_dossiers(committee):
    with pytest.raises(MoveRefused, match="raison"):
        services.cancel(committee.sitting, " ", by=committee.dina)
    services.cancel(committee.sitting, "La salle est prise.", by=committee.dina)
    later = services.plan_sitting(committee.round, clock.now() + timedelta(days=9), "Lens", by=committee.dina)
    assert set(queries.waiting_for_a_sitting(later)) == set(committee.proposals)


# --- pages ------------------------------------------------------------------------------------------------------


def test_a_sitting_is_held_from_its_pages(committee, visit):
    dina, page = committee.dina, f"/comite/seances/{committee.sitting.public_id}"
    assert "En préparation" in visit(page, by=dina).text
    assert "quorum" in unescape(visit(f"{page}/ouvrir", by=dina, method="POST").text)
    there = [member.id for member in committee.members.values()]
    assert visit(f"{page}/presences", by=dina, method="POST", members=there).status_code == 303
    opened = visit(f"{page}/ouvrir", by=dina, method="POST")
    shown = visit(opened.location, by=dina)
    assert "L’atelier vélo" in shown.text and 'data-turn="ArrowRight"' in shown.text
    said = {"outcome": "refuse", "votes_for": "1", "votes_against": "2", "votes_abstained": "0"}
    answer = visit(f"{opened.location}/avis", by=dina, method="POST", **said)
    assert answer.status_code == 422 and "Donnez la raison" in answer.text
    answer = visit(f"{opened.location}/avis", by=dina, method="POST", **said, reason="Un seul habitant.")
    assert answer.status_code == 303
    report = visit(f"{page}/proces-verbal", by=dina).text
    assert "1 pour, 2 contre" in report and "Un seul habitant." in report


def test_a_member_reads_and_votes_and_arranges_nothing(committee, visit):
    maud, page = committee.persons["Maud"], f"/comite/seances/{committee.sitting.public_id}"
    committee.open()
    item = f"/comite/dossiers/{committee.items[0].public_id}"
    assert "Votre voix" in visit(item, by=maud).text
    voice = {"member": committee.members["Maud"].public_id, "choice": "for"}
    assert visit(f"{item}/voix", by=maud, method="POST", **voice).status_code == 303
    again = visit(f"{item}/voix", by=maud, method="POST", **voice)
    assert again.status_code == 422 and "déjà donné sa voix" in again.text
    assert visit(f"{item}/avis", by=maud, method="POST", outcome="label").status_code == 403
    assert visit(f"{page}/lever", by=maud, method="POST").status_code == 403
    assert visit(page, by=committee.amel).status_code == 403


def test_whoever_is_of_the_team_neither_writes_nor_sees_the_marks(committee, visit, join):
    committee.open()
    join(committee.proposals[0].project, committee.dina)
    item = f"/comite/dossiers/{committee.items[0].public_id}"
    assert "L’avis du comité" not in visit(item, by=committee.dina).text
    assert visit(f"{item}/avis", by=committee.dina, method="POST", outcome="label").status_code == 403


def test_minutes_are_a_tagged_pdf(committee, visit):
    committee.open()
    services.say(committee.items[0], LABEL, by=committee.dina)
    db.session.commit()
    answer = visit(f"/comite/seances/{committee.sitting.public_id}/proces-verbal.pdf", by=committee.dina)
    assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF-1.7")


def test_the_committee_is_composed_on_its_page(committee, visit, people):
    people("Zoé")
    page = f"/comite/editions/{committee.round.public_id}/membres"
    answer = visit(page, by=committee.dina, method="POST", email="zoe@exemple.fr", seat="member")
    assert answer.status_code == 422
    answer = visit(page, by=committee.dina, method="POST", email="zoé@exemple.fr", seat="member", sits_for="Habitants")
    assert answer.status_code == 303 and "Zoé" in visit(page, by=committee.dina).text
    seat = db.session.scalars(select(CommitteeMember).where(CommitteeMember.sits_for == "Habitants")).one()
    assert visit(f"/comite/membres/{seat.public_id}/fin", by=committee.dina, method="POST").status_code == 303
    assert visit(page, by=people("Rémi", Role.REVIEWER)).status_code == 403
