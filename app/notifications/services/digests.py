"""Digests: one mail a person for all the news that waits, at a stated hour; run again, it finds nothing to do."""

from collections.abc import Sequence

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from app.accounts.models import Person
from app.core.extensions import db
from app.core.links import full_address
from app.notifications import queries
from app.notifications.letters import closing, unsubscribe_path
from app.notifications.models import Notification
from app.notifications.services.mails import tell
from app.notifications.voice import in_the_language_of

MOST_LINES = 30  # of one mail; the rest is counted, and on the page of news


def send_digests(limit: int = 50) -> int:
    """Put one mail in the outbox for each of at most `limit` people whose digest is due; return how many people.

    The news are taken with a lock and marked in the transaction of the mail: two commands at once send one digest.
    """
    sent = 0
    for person in queries.due_for_a_digest(limit):
        news = queries.waiting_for_a_digest(person)
        if news:
            _mail(person, news)
            sent += 1
        for each in news:
            each.digest_at = None
    db.session.flush()
    return sent


def _mail(person: Person, news: Sequence[Notification]) -> None:
    with in_the_language_of(person):
        site = current_app.config["SETTINGS"].SITE_NAME
        subject = ngettext("%(site)s : une nouvelle", "%(site)s : %(num)s nouvelles", len(news), site=site)
        lines = [_("Bonjour %(name)s, voici ce qui s’est passé.", name=person.name)]
        lines += [
            "\n".join([each.topic_label + " : " + each.title, full_address(each.link)]) for each in news[:MOST_LINES]
        ]
        if len(news) > MOST_LINES:
            rest = len(news) - MOST_LINES
            lines.append(ngettext("Et une autre nouvelle.", "Et %(num)s autres nouvelles.", rest))
        lines.append(_("Toutes vos nouvelles : %(address)s", address=full_address("/notifications")))
        way_out = unsubscribe_path(person, None)
        tell(person.email, subject, "\n\n".join([*lines, closing(way_out, None)]), unsubscribe=way_out)
