"""People come into a team, change role, leave; somebody always holds the project."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.errors import Refused
from app.core.extensions import db
from app.notifications.models import OutboxMessage
from app.projects.models import MemberRole
from app.teams import queries, services
from app.teams.services.joining import MOST_OPEN

EDITOR, READER = MemberRole.EDITOR, MemberRole.READER


@pytest.fixture
def amel(people):
    return people("Amel")


@pytest.fixture
def project(amel, a_round, a_project):
    return a_project(amel, a_round(), complete=False)


def _mails(to):
    return [m.body for m in db.session.query(OutboxMessage).filter_by(to=to)]


def test_an_invitation_by_mail_serves_once_the_account_of_its_address(people, amel, project):
    bruno, carole = people("Bruno"), people("Carole")
    invitation = services.invite(project, f" {bruno.email.upper()} ", READER, by=amel)
    assert queries.token_of(invitation).split(".")[0] in _mails(bruno.email)[0]
    with pytest.raises(Refused, match="autre adresse"):
        services.accept_invitation(invitation, by=carole)
    services.accept_invitation(invitation, by=bruno)
    assert project.role_of(bruno) is READER
    assert "Bruno a rejoint" in _mails(amel.email)[0]
    with pytest.raises(Refused, match="déjà dans l’équipe"):
        services.accept_invitation(invitation, by=bruno)


def test_a_link_brings_in_as_many_as_it_says(people, amel, project):
    link = services.make_link(project, EDITOR, most=2, by=amel)
    for name in ("Bruno", "Carole"):
        services.accept_invitation(link, by=people(name))
    with pytest.raises(Refused, match="a déjà servi"):
        services.accept_invitation(link, by=people("Driss"))
    assert [member.person.name for member in project.members] == ["Bruno", "Carole"]


@pytest.mark.parametrize("end", ["revoked", "expired"])
def test_a_link_opens_nothing_once_it_is_over(people, amel, project, end):
    link = services.make_link(project, EDITOR, by=amel)
    if end == "revoked":
        services.revoke(link, by=amel)
    else:
        link.expires_at = clock.now() - timedelta(seconds=1)
    db.session.commit()
    with pytest.raises(Refused, match="demandez-en une nouvelle"):
        services.accept_invitation(link, by=people("Bruno"))


def test_a_new_invitation_replaces_the_one_before_even_expired(amel, project):
    first = services.invite(project, "zoe@exemple.fr", READER, by=amel)
    second = services.invite(project, "zoe@exemple.fr", EDITOR, by=amel)
    second.expires_at = clock.now() - timedelta(days=1)
    third = services.invite(project, "zoe@exemple.fr", EDITOR, by=amel)
    assert [one.is_open for one in (first, second, third)] == [False, False, True]


def test_invitations_are_refused_for_who_is_in_and_past_twenty(people, amel, project, join):
    bruno = people("Bruno")
    join(project, bruno)
    for email in (amel.email, bruno.email):
        with pytest.raises(Refused, match="déjà dans l’équipe"):
            services.invite(project, email, READER, by=amel)
    for _n in range(MOST_OPEN):
        services.make_link(project, READER, by=amel)
    with pytest.raises(Refused, match="attendent déjà"):
        services.invite(project, "zoe@exemple.fr", READER, by=amel)


def test_a_token_with_one_sign_changed_is_nobody_s(amel, project):
    token = queries.token_of(services.make_link(project, EDITOR, by=amel))
    assert queries.team_invitation_by_token(token) is not None
    changed = "A" if token[-5] != "A" else "B"  # the last sign of all may hold bits that count for nothing (RFC 4648)
    assert queries.team_invitation_by_token(token[:-5] + changed + token[-4:]) is None


def test_a_member_leaves_and_the_holder_does_not(people, amel, project, join):
    bruno = people("Bruno")
    join(project, bruno)
    services.leave(project, by=bruno)
    assert project.members == []
    with pytest.raises(Refused, match="confiez-le"):
        services.leave(project, by=amel)


def test_the_project_changes_holder_when_the_one_asked_accepts(people, amel, project, join):
    bruno = people("Bruno")
    join(project, bruno, "reader")
    handover = services.offer_handover(project, bruno, "Je déménage.", by=amel)
    assert "Je déménage." in _mails(bruno.email)[0]
    with pytest.raises(Refused, match="déjà proposé"):
        services.offer_handover(project, bruno, "", by=amel)
    services.accept_handover(handover, by=bruno)
    assert (project.holder, project.role_of(amel), project.role_of(bruno)) == (bruno, EDITOR, None)
    with pytest.raises(Refused):
        services.decline_handover(handover, by=bruno)


def test_nobody_outside_the_team_is_offered_the_project_and_leaving_ends_the_offer(people, amel, project, join):
    bruno = people("Bruno")
    with pytest.raises(Refused, match="Invitez d’abord"):
        services.offer_handover(project, bruno, "", by=amel)
    join(project, bruno)
    handover = services.offer_handover(project, bruno, "", by=amel)
    services.leave(project, by=bruno)
    assert handover.status == "withdrawn"
    with pytest.raises(Refused):
        services.accept_handover(handover, by=bruno)
    assert project.holder is amel


def test_another_account_is_told_whose_invitation_it_is(people, amel, project, visit):
    invitation = services.invite(project, "bruno@exemple.fr", READER, by=amel)
    db.session.commit()
    path = f"/equipes/invitation/{queries.token_of(invitation)}"
    page = visit(path, by=people("Carole")).text
    assert ("Envoyée à une autre adresse" in page, f'action="{path}"' in page) == (True, False)
