"""What people are told about, and how often: the topics everybody tunes, and those that the law owes them."""

from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.core import clock

DIGEST_HOUR = 7  # in Paris; said on the page of choices


class Frequency(StrEnum):
    """When the mail about a piece of news leaves; the news itself is on the page of news at once."""

    IMMEDIATE = "immediate"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class Topic(StrEnum):
    """What a piece of news is about."""

    DECISIONS = "decisions"
    MY_IDEA = "my_idea"
    MY_PROJECT = "my_project"
    COMMENTS = "comments"
    TASKS = "tasks"
    COMPTOIRS = "comptoirs"
    FOLLOWS = "follows"
    ROUND_NEWS = "round_news"
    STAFF_WORK = "staff_work"


class About(NamedTuple):
    """A topic on the screen, and how often its mails leave until somebody chooses."""

    label: LazyString
    says: LazyString
    usual: Frequency = Frequency.IMMEDIATE


ABOUT = {
    Topic.DECISIONS: About(
        _("Accusés de réception et décisions"),
        _("Votre dossier est reçu, incomplet, retenu ou refusé ; votre texte est masqué : avec les raisons."),
    ),
    Topic.MY_IDEA: About(_("Mes envies"), _("Votre envie est publiée, soutenue, rapprochée d’une autre.")),
    Topic.MY_PROJECT: About(
        _("Mes projets"), _("Ce qui change dans un projet de votre équipe ou dans votre structure, et la suite.")
    ),
    Topic.COMMENTS: About(
        _("Commentaires"), _("Quelqu’un commente ce que vous avez écrit, ou vous répond."), Frequency.DAILY
    ),
    Topic.TASKS: About(_("Tâches"), _("Une tâche vous est confiée, ou arrive à son terme.")),
    Topic.COMPTOIRS: About(
        _("Comptoirs et rendez-vous"), _("Votre place, un rappel, un changement, ce qui s’est dit.")
    ),
    Topic.FOLLOWS: About(
        _("Ce que vous suivez"), _("Du nouveau sur une envie ou un projet que vous suivez."), Frequency.WEEKLY
    ),
    Topic.ROUND_NEWS: About(_("La vie de l’édition"), _("Une étape s’ouvre ou se ferme, les résultats sont là.")),
    Topic.STAFF_WORK: About(
        _("Le travail de l’équipe"), _("Ce qui arrive à traiter, si vous avez un rôle."), Frequency.DAILY
    ),
}
# Owed by law, whatever anybody chooses: receipts and what is missing (CRPA L112-3, L112-11, L114-5), decisions with
# their reasons (CRPA L211-2), statements of reasons of moderation (Regulation (EU) 2022/2065, article 17).
OWED = frozenset({Topic.DECISIONS})
CHOSEN = tuple(topic for topic in Topic if topic not in OWED)


def next_digest(frequency: Frequency) -> datetime | None:
    """When the next digest of that rhythm leaves: every morning, or on Mondays; None for what is not gathered."""
    if frequency not in {Frequency.DAILY, Frequency.WEEKLY}:
        return None
    now = clock.paris(clock.now())
    day = now.date() + timedelta(days=now.hour >= DIGEST_HOUR)
    if frequency is Frequency.WEEKLY:
        day += timedelta(days=-day.weekday() % 7)
    return datetime.combine(day, time(DIGEST_HOUR), clock.PARIS)
