"""Time travel through what the road from the idea to the project keeps: drafts, talk, news, invitations, the door."""

from datetime import timedelta

from app.attendance.models import AttendanceMark
from app.core import clock
from app.core.extensions import db
from app.core.privacy import RETENTIONS
from app.events.models import Event, EventKind, Place
from app.files.models import WaitingPicture
from app.ideas.models import IdeaComment, IdeaDraft
from app.ideas.status import CommentStatus
from app.mailbox.models import MailedIdea
from app.mailbox.status import Outcome
from app.minors.models import ParentalAgreement
from app.notifications.models import Notification
from app.notifications.topics import Topic
from app.projects.models import MemberRole
from app.teams.models import TeamInvitation
from tests.app.privacy.test_purge import before_and_after, count, purge  # noqa: F401  (purge is a fixture)


def after(rule):
    return RETENTIONS[rule].after


def test_drafts_of_ideas(purge, app):  # noqa: F811
    db.session.add(IdeaDraft(key_digest="x", typed={"title": "Un verger"}))
    db.session.commit()
    before_and_after(purge, "idea-drafts", clock.now() + after("idea-drafts"), lambda: count(IdeaDraft))


def test_photos_that_joined_no_idea(purge, app):  # noqa: F811
    db.session.add(WaitingPicture(name="a" * 32, size=3, sha256="x", width=300, height=300, alt="Un verger"))
    db.session.commit()
    at = clock.now() + after("waiting-pictures")
    before_and_after(purge, "waiting-pictures", at, lambda: count(WaitingPicture))


def test_the_photo_of_a_child_who_asks_again_waits_with_the_words(purge, people):  # noqa: F811
    zoe, month = people("Zoé"), timedelta(days=30)
    photo = WaitingPicture(name="a" * 32, size=3, sha256="x", width=300, height=300, alt="Un verger")
    photo.keep_until = clock.now() + month
    db.session.add(IdeaDraft(key_digest="x", typed={"title": "Un verger"}, person_id=zoe.id, picture=photo))
    again = clock.now() + timedelta(days=20)
    db.session.add(ParentalAgreement(person=zoe, parent_email="parent@exemple.fr", asked_at=again))
    db.session.commit()
    assert purge(clock.now() + timedelta(days=40))["waiting-pictures"] == 0
    purge(clock.now() + timedelta(days=60))
    assert (count(WaitingPicture), count(IdeaDraft)) == (0, 0)


def test_envies_sent_by_mail(purge, app):  # noqa: F811
    day, month = timedelta(days=1), after("mailed-ideas")
    photo = WaitingPicture(name="a" * 32, size=3, sha256="x", width=300, height=300, alt="Un verger")
    photo.keep_until = clock.now() + month
    typed = {"title": "Un verger", "body": "Derrière l’école."}
    db.session.add(MailedIdea(key="x", outcome=Outcome.KEPT, sender="zoe@exemple.fr", typed=typed, picture=photo))
    db.session.commit()
    assert purge(clock.now() + month - day)["waiting-pictures"] == 0, "it waits as long as the words"
    at = clock.now() + month
    before_and_after(purge, "mailed-ideas", at, lambda: count(MailedIdea, MailedIdea.sender != ""))
    assert (count(WaitingPicture), count(MailedIdea)) == (0, 1), "that it came stays, so that it never comes twice"
    assert db.session.query(MailedIdea).one().typed == {}


def test_comments_nobody_reads(purge, people, a_round, an_idea):  # noqa: F811
    amel = people("Amel")
    refused = {"status": CommentStatus.REFUSED, "status_at": clock.now(), "decision_ground": "publicite"}
    comment = IdeaComment(idea=an_idea(amel, a_round("ideas")), author=amel, body="Achetez !", **refused)
    comment.decision_reason = "Une réclame."
    db.session.add(comment)
    db.session.commit()
    at = clock.now() + after("unseen-comments")
    before_and_after(purge, "unseen-comments", at, lambda: count(IdeaComment, IdeaComment.body != ""))


def test_news(purge, people):  # noqa: F811
    db.session.add(Notification(person=people("Amel"), topic=Topic.FOLLOWS, title="Le vote ouvre", link="/vote"))
    db.session.commit()
    before_and_after(purge, "news", clock.now() + after("news"), lambda: count(Notification))


def test_invitations_to_a_team(purge, people, a_round, a_project):  # noqa: F811
    amel, end = people("Amel"), clock.now() + timedelta(days=14)
    project = a_project(amel, a_round("submission"), complete=False)
    told = {"role": MemberRole.EDITOR, "email": "bob@exemple.fr", "sent_by": amel, "expires_at": end}
    db.session.add(TeamInvitation(project=project, **told))
    db.session.commit()
    before_and_after(purge, "team-invitations", end + after("team-invitations"), lambda: count(TeamInvitation))


def test_taps_at_the_door(purge, app):  # noqa: F811
    end = clock.now() + timedelta(days=1)
    event = Event(
        kind=EventKind.COMPTOIR, title="T", programme="", host="H", municipality_code="62041", seats=5,
        place=Place(name="P", municipality_code="62041"), starts_at=end - timedelta(hours=2), ends_at=end,
    )  # fmt: skip
    db.session.add(event)
    db.session.flush()
    db.session.add(AttendanceMark(event_id=event.id, client_id="a", registration="b", came=True, at=end))
    db.session.commit()
    before_and_after(purge, "attendance_marks", end + after("attendance_marks"), lambda: count(AttendanceMark))
