"""The statement of reasons: what whoever wrote a text is owed when it is restricted, in plain words.

Regulation (EU) 2022/2065, article 17.3: what is decided, where and for how long (a), the facts and how they came to be
known (b), what programs had to do with it (c), the law or the rule it rests on (d, e), and how to contest it (f). It is
written from the form's fields; a statement that lacks something is refused rather than sent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from moderation.grounds import GROUNDS, Ground
from moderation.words import Words


class Effect(StrEnum):
    """What a decision does to a content or an account."""

    REFUSED = "refused"
    HIDDEN = "hidden"
    SENT_BACK = "sent_back"
    MERGED = "merged"
    WARNED = "warned"
    NO_COMMENT = "no_comment"
    NO_POST = "no_post"
    SUSPENDED = "suspended"
    PUBLISHED = "published"
    KEPT = "kept"
    RESTORED = "restored"


class Source(StrEnum):
    """How the team came to read it."""

    NOTICE = "notice"  # somebody reported it (article 16)
    OWN = "own"  # the team reads what is posted


RESTRICTS = frozenset(Effect) - {Effect.PUBLISHED, Effect.KEPT, Effect.RESTORED}
ON_ACCOUNT = frozenset({Effect.WARNED, Effect.NO_COMMENT, Effect.NO_POST, Effect.SUSPENDED})
ON_A_GROUND = RESTRICTS - {Effect.SENT_BACK, Effect.MERGED}
DONE: dict[Effect, Words] = {
    Effect.REFUSED: Words("Nous ne publions pas « {title} ».", "We do not publish “{title}”."),
    Effect.HIDDEN: Words(
        "Le public ne voit plus « {title} ». Vous, si.", "The public no longer sees “{title}”. You still do."
    ),
    Effect.SENT_BACK: Words(
        "Avant de publier « {title} », nous vous demandons une modification.",
        "Before we publish “{title}”, we ask you for a change.",
    ),
    Effect.MERGED: Words(
        "Nous avons réuni « {title} » à une envie qui dit la même chose. Votre texte s’y lit, avec votre nom.",
        "We merged “{title}” into an idea that says the same. Your text is read there, with your name.",
    ),
    Effect.WARNED: Words(
        "Après « {title} », c’est un avertissement. La prochaine fois, votre compte peut être limité.",
        "After “{title}”, this is a warning. Next time, your account may be limited.",
    ),
    Effect.NO_COMMENT: Words(
        "Après « {title} », votre compte ne peut plus commenter. Le reste ne change pas.",
        "After “{title}”, your account may not comment. Nothing else changes.",
    ),
    Effect.NO_POST: Words(
        "Après « {title} », votre compte ne peut plus rien publier. Vous pouvez toujours lire et voter.",
        "After “{title}”, your account may not publish. You may still read and vote.",
    ),
    Effect.SUSPENDED: Words(
        "Après « {title} », votre compte est suspendu. Vous pouvez toujours lire, voter et faire un recours.",
        "After “{title}”, your account is suspended. You may still read, vote and appeal.",
    ),
    Effect.PUBLISHED: Words("« {title} » est en ligne.", "“{title}” is online."),
    Effect.KEPT: Words("« {title} » reste en ligne.", "“{title}” stays online."),
    Effect.RESTORED: Words("Le public voit de nouveau « {title} ».", "The public sees “{title}” again."),
}
_WHERE = Words(
    "Cette décision vaut sur tout ce site, et nulle part ailleurs.",
    "This decision holds on the whole of this site, and nowhere else.",
)
_FOR_EVER = Words(
    "Elle n’a pas de date de fin. Un recours peut l’annuler.", "It has no end date. An appeal may set it aside."
)
_UNTIL = Words("La mesure sur votre compte prend fin le {day}.", "The measure on your account ends on {day}.")
_ONCE_CHANGED = Words("Dès que c’est fait, l’équipe le relit.", "As soon as it is done, the team reads it again.")
_SOURCES = {
    Source.NOTICE: Words(
        "Une personne nous l’a signalé. Nous ne disons pas qui.", "Somebody reported it to us. We do not say who."
    ),
    Source.OWN: Words("L’équipe l’a relu, comme elle relit ce qui est déposé.", "The team read it, as it reads posts."),
}
_NOTICED = Words(
    "Un programme avait attiré notre attention sur ce texte. Il ne décide de rien : une personne de l’équipe a lu et "
    "décidé.",
    "A program had drawn our attention to this text. It decides nothing: a member of the team read and decided.",
)
_BY_PEOPLE = Words(
    "Aucun programme n’a signalé ce texte ni décidé : une personne de l’équipe a lu et décidé.",
    "No program pointed at this text nor decided: a member of the team read and decided.",
)
_LAW = Words("C’est contraire à la loi : {article}.", "It is against the law: {article}.")
_RULE = Words("C’est contraire à nos règles : {article}.", "It is against our rules: {article}.")
_APPEAL = Words(
    "Vous n’êtes pas d’accord ? Vous avez jusqu’au {day} pour faire un recours. C’est gratuit. Une personne qui n’a "
    "pas pris cette décision relit tout. Si elle vous donne raison, tout est rétabli.",
    "You disagree? You may appeal until {day}. It is free. Somebody who did not make this decision reads everything "
    "again. If they find for you, everything is put back.",
)
_COURTS = Words(
    "Vous pouvez aussi vous adresser gratuitement au Défenseur des droits, ou saisir le tribunal administratif dans "
    "les deux mois (code de justice administrative, article R. 421-1).",
    "You may also turn to the Defender of Rights, free of charge, or to the administrative court within two months "
    "(Code of Administrative Justice, article R. 421-1).",
)
_HEADINGS = {
    "decision": Words("Ce qui est décidé", "What is decided"),
    "facts": Words("Pourquoi", "Why"),
    "ground": Words("Sur quoi cela repose", "What it rests on"),
    "automated": Words("Ce que font les programmes", "What programs do"),
    "redress": Words("Si vous n’êtes pas d’accord", "If you disagree"),
}
_MONTHS = Words(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "January February March April May June July August September October November December",
)


class Section(NamedTuple):
    """One part of a statement: its heading and its paragraphs."""

    name: str
    heading: str
    paragraphs: list[str]


@dataclass(frozen=True)
class Reasons:
    """Everything somebody is owed about one decision; `appeal_until` is the last day of an appeal."""

    effect: Effect
    title: str
    facts: str
    ground: Ground | None = None
    source: Source = Source.OWN
    noticed_by_program: bool = False
    also: Effect | None = None  # what the same decision does to the account
    until: date | None = None  # when that on the account ends
    appeal_until: date | None = None

    def sections(self, language: str) -> list[Section]:
        """The statement, part by part. Raises ValueError when it lacks something that is owed."""
        lacking = list(self.lacking())
        if lacking:
            raise ValueError(f"a statement about {self.effect} lacks {', '.join(lacking)}")
        parts = {
            "decision": self._decision(language),
            "facts": [_SOURCES[self.source].said_in(language), self.facts.strip()],
            "ground": self._ground(language),
            "automated": [(_NOTICED if self.noticed_by_program else _BY_PEOPLE).said_in(language)],
            "redress": self._redress(language),
        }
        return [Section(name, _HEADINGS[name].said_in(language), said) for name, said in parts.items() if said]

    def said_in(self, language: str) -> str:
        """The statement as plain text, one paragraph each, for a letter."""
        return "\n\n".join("\n".join([part.heading, *part.paragraphs]) for part in self.sections(language))

    def lacking(self) -> Iterator[str]:
        """What is owed and not there: the facts always, a ground for what restricts, a last day for an appeal."""
        if not self.facts.strip():
            yield "facts"
        if self.effect in ON_A_GROUND and self.ground is None:
            yield "ground"
        if self.effect in RESTRICTS and self.appeal_until is None:
            yield "appeal_until"

    def _decision(self, language: str) -> list[str]:
        done = _filled(DONE[self.effect], language, title=self.title)
        if self.effect not in RESTRICTS:
            return [done]
        said = [done, *([_filled(DONE[self.also], language, title=self.title)] if self.also else [])]
        if self.until:
            said.append(_filled(_UNTIL, language, day=said_day(self.until, language)))
        return [*said, _WHERE.said_in(language), *self._how_long(language)]

    def _how_long(self, language: str) -> list[str]:
        """How long a content is out of sight; that of an account is said by its day."""
        if self.effect in ON_ACCOUNT:
            return []
        return [(_ONCE_CHANGED if self.effect is Effect.SENT_BACK else _FOR_EVER).said_in(language)]

    def _ground(self, language: str) -> list[str]:
        if self.ground is None:
            return []
        published = GROUNDS[self.ground]
        rests = _LAW if published.is_law else _RULE
        said = f"{published.label.said_in(language)}. {published.explanation.said_in(language)}"
        return [said, _filled(rests, language, article=published.article.said_in(language))]

    def _redress(self, language: str) -> list[str]:
        if self.appeal_until is None:
            return []
        day = said_day(self.appeal_until, language)
        return [_filled(_APPEAL, language, day=day), _COURTS.said_in(language)]


def said_day(day: date, language: str) -> str:
    """A day in words: 1er mars 2027, 1 March 2027."""
    english = language.lower().startswith("en")
    month = _MONTHS.said_in(language).split()[day.month - 1]
    return f"{'1er' if day.day == 1 and not english else day.day} {month} {day.year}"


def _filled(words: Words, language: str, **given: str) -> str:
    """The sentence with what was typed put in; replaced rather than formatted: typed braces stay what they are."""
    said = words.said_in(language)
    for name, typed in given.items():
        said = said.replace("{" + name + "}", typed)
    return said
