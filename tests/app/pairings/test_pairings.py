"""Two proposals: one at most wins when staff say so; two teams become one when both agree."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.booth import services as booth
from app.booth.roll import Identity
from app.core.errors import MoveRefused, Refused
from app.core.extensions import db
from app.notifications.models import Notification
from app.pairings import queries, services
from app.pairings.services import Joint
from app.pairings.status import MergerStatus
from app.projects import services as projects
from app.projects.models import MemberRole
from app.projects.status import ProposalStatus
from app.results.services import count_round
from app.results.translation import election_of
from app.reviews import services as reviews
from app.rounds.models import PhaseKind
from app.rounds.status import PhaseStatus
from app.submissions.queries import submissions_of
from tests.app.reviews.test_reviews import SCORES

JOINT = Joint("Le vélo au four", "Pédaler, puis cuire.", "Un seul local, deux ateliers.", 1_200_000)


@pytest.fixture
def pair(people, a_round, a_proposal):
    """Staff, two holders, their proposals in one round being labelled."""
    dina, amel, bruno = people("Dina", Role.STAFF), people("Amel"), people("Bruno")
    round_ = a_round(PhaseKind.LABELLING, ballot="approval", min_choices=1)
    first = a_proposal(amel, round_, title="L’atelier vélo")
    second = a_proposal(bruno, round_, title="Le four à pain")
    return dina, amel, bruno, first, second


# --- they exclude each other ------------------------------------------------------------------------------------


def test_one_at_most_of_an_excluded_pair_wins(people, pair, during):
    dina, _amel, _bruno, first, second = pair
    for proposal in (first, second):
        reviews.write_review(proposal, SCORES, by=dina)
        reviews.label(proposal, "Beau projet.", by=dina)
    services.declare_exclusion(second, first, "Le même local, aux mêmes heures.", by=dina)
    db.session.commit()
    round_ = first.round
    assert election_of(round_).rules.constraints.exclusive == ((first.code, second.code),)

    def vote():
        for number, codes in enumerate(([first.code, second.code], [first.code], [second.code, first.code])):
            who = Identity(f"Voix{number} Exemple", 1980, "62041", f"voix{number}@exemple.fr")
            booth.put_ballot(round_, who, codes)

    during(round_, PhaseKind.VOTE, vote)
    round_.phase(PhaseKind.VOTE).status = PhaseStatus.CLOSED
    db.session.commit()
    lines = {line.proposal.code: line for line in count_round(round_, by=dina).lines}
    assert lines[first.code].grant_cents > 0 and lines[second.code].grant_cents == 0
    assert "excluded" in str(lines[second.code].facts["why"])


def test_both_teams_are_told_why_and_the_exclusion_is_lifted_with_a_reason(pair):
    dina, amel, bruno, first, second = pair
    made = services.declare_exclusion(first, second, "Le même local.", by=dina)
    for person in (amel, bruno):
        told = select(Notification).where(
            Notification.person_id == person.id, Notification.title.contains("s’excluent")
        )
        assert "Le même local." in db.session.scalars(told).one().body
    with pytest.raises(Refused, match="déjà dit"):
        services.declare_exclusion(second, first, "Encore.", by=dina)
    with pytest.raises(Refused, match="raison"):
        services.lift_exclusion(made, " ", by=dina)
    services.lift_exclusion(made, "Deux locaux trouvés.", by=dina)
    assert queries.excluded_codes(first.round) == []
    services.declare_exclusion(second, first, "Un seul local à nouveau.", by=dina)


@pytest.mark.parametrize("case", ["itself", "no reason", "withdrawn", "vote"])
def test_an_exclusion_that_means_nothing_is_refused(pair, case):
    dina, _amel, _bruno, first, second = pair
    if case == "withdrawn":
        projects.withdraw_proposal(second, "Doublon.", by=dina)
    if case == "vote":
        first.round.phase(PhaseKind.VOTE).status = PhaseStatus.OPEN
        db.session.commit()
    with pytest.raises(Refused):
        services.declare_exclusion(
            first, first if case == "itself" else second, " " if case == "no reason" else "Ici.", by=dina
        )


# --- they become one --------------------------------------------------------------------------------------------


def test_two_projects_become_one_when_both_agree(pair, join, people):
    dina, amel, bruno, first, second = pair
    join(second.project, people("Chloé"), "reader")
    merger = services.ask(first.project, second.code.lower(), JOINT, by=amel)
    assert first.status is ProposalStatus.ENTERED
    made = services.accept(merger, by=bruno)
    db.session.commit()
    assert {first.status, second.status} == {ProposalStatus.REPLACED} and made.status is ProposalStatus.ENTERED
    assert (made.title, made.requested_cents, made.budget_cents) == ("Le vélo au four", 1_200_000, 2_200_000)
    roles = {member.person.name: member.role for member in made.project.members}
    assert roles == {"Bruno": MemberRole.EDITOR, "Chloé": MemberRole.READER} and made.project.holder == amel
    said = [line["step"] for line in made.answers]
    assert said[0] == "Le projet commun"
    assert any("L’atelier vélo" in each for each in said) and any("Le four à pain" in each for each in said)
    assert submissions_of(made.project)[0].proposal_id == made.id
    with pytest.raises(MoveRefused):
        services.decline(merger, "Trop tard.", by=bruno)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"code": "RIEN"}, "n’a ce code"),
        ({"own": True}, "votre propre dossier"),
        ({"requested_cents": 9_999_900}, "pas davantage"),
        ({"withdrawn": True}, "n’a ce code"),
    ],
)
def test_a_merger_that_cannot_be_is_refused(pair, change, sentence):
    dina, amel, _bruno, first, second = pair
    if change.get("withdrawn"):
        projects.withdraw_proposal(second, "Doublon.", by=dina)
    code = first.code if change.get("own") else change.get("code", second.code)
    asked = JOINT._replace(requested_cents=change.get("requested_cents", JOINT.requested_cents))
    with pytest.raises(Refused, match=sentence):
        services.ask(first.project, code, asked, by=amel)


def test_accepting_is_refused_when_the_other_dossier_left_meanwhile(pair):
    dina, amel, bruno, first, second = pair
    merger = services.ask(first.project, second.code, JOINT, by=amel)
    projects.withdraw_proposal(first, "Doublon.", by=dina)
    with pytest.raises(Refused, match="n’attend plus le comité"):
        services.accept(merger, by=bruno)
    assert second.status is ProposalStatus.ENTERED


def test_declined_or_taken_back_nothing_changes(pair):
    _dina, amel, bruno, first, second = pair
    merger = services.ask(first.project, second.code, JOINT, by=amel)
    with pytest.raises(Refused, match="déjà une demande"):
        services.ask(first.project, second.code, JOINT, by=amel)
    with pytest.raises(MoveRefused, match="raison"):
        services.decline(merger, " ", by=bruno)
    services.decline(merger, "Nous tenons à notre lieu.", by=bruno)
    again = services.ask(first.project, second.code, JOINT, by=amel)
    services.withdraw(again, by=amel)
    assert (merger.status, again.status) == (MergerStatus.DECLINED, MergerStatus.WITHDRAWN)
    assert {first.status, second.status} == {ProposalStatus.ENTERED}


# --- pages ------------------------------------------------------------------------------------------------------


def test_two_teams_join_from_their_pages(pair, visit):
    _dina, amel, bruno, first, second = pair
    page = f"/projets/{first.project.public_id}/rapprocher"
    typed = {"title": "Le vélo au four", "summary": "Pédaler, cuire.", "words": "Ensemble.", "requested_cents": "12000"}
    assert visit(page, by=bruno).status_code == 403
    answer = visit(page, by=amel, method="POST", code="RIEN", **typed)
    assert answer.status_code == 422 and "Pédaler, cuire." in answer.text
    answer = visit(page, by=amel, method="POST", code=second.code, **typed)
    assert answer.status_code == 303
    assert visit(f"{answer.location}/accepter", by=amel, method="POST").status_code == 403
    assert "Accepter" in visit(answer.location, by=bruno).text
    done = visit(f"{answer.location}/accepter", by=bruno, method="POST")
    assert done.status_code == 303 and "Le vélo au four" in visit(done.location, by=bruno).text


def test_staff_say_what_excludes_what(pair, visit):
    dina, amel, _bruno, first, second = pair
    page = f"/label/incompatibilites/{first.round.public_id}"
    assert visit(page, by=amel).status_code == 403
    typed = {"first": first.id, "second": second.id}
    assert visit(page, by=dina, method="POST", **typed).status_code == 422
    assert visit(page, by=dina, method="POST", **typed, reason="Le même local.").status_code == 303
    shown = visit(page, by=dina)
    assert "Le même local." in shown.text
    lift = f"/label/incompatibilites/lever/{queries.exclusions_of(first.round)[0].public_id}"
    assert visit(lift, by=dina, method="POST", reason="Deux locaux.").status_code == 303
    assert "Aucun projet n’en exclut" in visit(page, by=dina).text
