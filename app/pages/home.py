"""What the home page says, by the phase of the round it speaks of."""

from dataclasses import dataclass, field
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.booth.queries import turnout
from app.core.html import without_marks
from app.core.text import money, number
from app.ideas.models import Idea
from app.pages import queries
from app.projects.models import Proposal
from app.rounds import calendar
from app.rounds.models import PhaseKind, Round
from app.rounds.queries import envelope_cents, rules_of

# When several phases run at once, the one people can do most in speaks first.
FIRST = (
    PhaseKind.VOTE,
    PhaseKind.RESULTS,
    PhaseKind.SUBMISSION,
    PhaseKind.IDEAS,
    PhaseKind.COMPTOIRS,
    PhaseKind.CONTESTATION,
    PhaseKind.LABELLING,
    PhaseKind.COUNT,
    PhaseKind.FOLLOW_UP,
)
FEW = 3


@dataclass
class Home:
    """The words, buttons, figures and cards of the page."""

    title: str
    lede: str
    phase: str | None = None
    actions: list[tuple[str, str]] = field(default_factory=list)
    figures: list[tuple[str, str]] = field(default_factory=list)
    proposals: list[dict[str, Any]] = field(default_factory=list)
    ideas: list[dict[str, Any]] = field(default_factory=list)


def home_of(round: Round | None) -> Home:
    """The page for this round (none: the house is new)."""
    if round is None:
        return _quiet(None)
    running = [kind for kind in FIRST if calendar.is_open(round, kind)]
    page = PAGES.get(running[0], _quiet)(round) if running else _quiet(round)
    phase = round.phase(running[0]) if running else None
    page.phase = calendar.phase_sentence(phase) if phase else round.name
    return page


def _vote(round: Round) -> Home:
    proposals = queries.proposals_counted(round)
    choices, age = rules_of(round)["choices"], rules_of(round)["min_age"]
    titles = {
        2: _("Deux jetons, deux projets, à\u00a0vous de choisir"),
        3: _("Trois jetons, trois projets, à\u00a0vous de choisir"),
    }
    lede = ngettext(
        "Un projet imaginé par des habitants attend votre voix. Dès %(age)s ans, sans compte à créer.",
        "%(num)s projets imaginés par des habitants attendent votre voix. Dès %(age)s ans, sans compte à créer.",
        proposals,
        age=age,
    )
    return Home(
        titles.get(choices, _("Vos jetons sur la table, à vous de choisir")),
        lede,
        actions=[
            (_("Voir les projets et voter"), url_for("booth.ballot", round=round.public_id)),
            (_("Comment ça marche ?"), url_for("pages.how")),
        ],
        figures=[
            (number(proposals), ngettext("projet à lire", "projets à lire", proposals)),
            (money(envelope_cents(round), round.currency), _("à répartir")),
            (number(turnout(round)), _("bulletins déjà reçus")),
        ],
        proposals=_few_proposals(round, proposals),
    )


def _ideas(round: Round) -> Home:
    ideas, towns = queries.ideas_counted(round)
    return Home(
        _("Une envie pour chez vous ? Posez-la sur le comptoir"),
        _("Quelques lignes suffisent. On trouvera ensemble comment en faire un projet, et peut-être le financer."),
        actions=[(_("Déposer une envie"), url_for("ideas.post")), (_("Lire les envies"), url_for("explore.ideas"))],
        figures=[
            (number(ideas), ngettext("envie déposée", "envies déposées", ideas)),
            (number(towns), ngettext("commune", "communes", towns)),
            (money(envelope_cents(round), round.currency), _("à répartir")),
        ],
        ideas=_few_ideas(round, ideas),
    )


def _submission(round: Round) -> Home:
    writing, submitted = queries.dossiers_of(round)
    posting = [(_("Déposer une envie"), url_for("ideas.post"))] if calendar.is_open(round, PhaseKind.IDEAS) else []
    return Home(
        _("Votre envie prend forme : écrivez votre projet"),
        _("Étape par étape, à votre rythme. Rien ne se perd, et vous déposez votre dossier quand il est complet."),
        actions=[
            (_("Écrire mon projet"), url_for("projects.index")),
            *posting,
            (_("Trouver un comptoir"), url_for("events.index")),
        ],
        figures=[
            (number(writing), ngettext("projet en cours d’écriture", "projets en cours d’écriture", writing)),
            (number(submitted), ngettext("dossier déposé", "dossiers déposés", submitted)),
            (money(envelope_cents(round), round.currency), _("à répartir")),
        ],
        ideas=_few_ideas(round, queries.ideas_counted(round)[0]),
    )


def _comptoirs(round: Round) -> Home:
    return Home(
        _("Venez en parler : les comptoirs sont ouverts"),
        _("Une table, du café, des voisins. On vient avec une envie, même floue, et on repart avec une suite."),
        actions=[(_("Trouver un comptoir"), url_for("events.index")), (_("Lire les envies"), url_for("explore.ideas"))],
        ideas=_few_ideas(round, queries.ideas_counted(round)[0]),
    )


def _examined(round: Round) -> Home:
    _writing, submitted = queries.dossiers_of(round)
    proposals = queries.proposals_counted(round)
    return Home(
        _("Les projets passent sous la lampe"),
        _(
            "Un comité lit chaque dossier, le note avec ses raisons, et "
            "donne ou refuse le label. Le vote vient ensuite."
        ),
        actions=[
            (_("Suivre l’édition"), url_for("rounds.detail", public_id=round.public_id)),
            (_("Comment ça marche ?"), url_for("pages.how")),
        ],
        figures=[
            (number(submitted), ngettext("dossier déposé", "dossiers déposés", submitted)),
            (number(proposals), ngettext("déjà labellisé", "déjà labellisés", proposals)),
        ],
        proposals=_few_proposals(round, proposals),
    )


def _counted(round: Round) -> Home:
    ballots = turnout(round)
    return Home(
        _("Le vote est clos, on compte"),
        _(
            "Deux personnes de l’équipe vérifient et signent le même résultat. Il paraît ensuite ici, "
            "avec de quoi le recalculer."
        ),
        actions=[(_("Suivre l’édition"), url_for("rounds.detail", public_id=round.public_id))],
        figures=[(number(ballots), ngettext("bulletin reçu", "bulletins reçus", ballots))],
    )


def _results(round: Round) -> Home:
    return Home(
        _("Vous avez choisi : voici les projets qui démarrent"),
        _(
            "Chaque projet aidé sait pourquoi et combien. Chaque ligne "
            "s’explique en une phrase, et le calcul peut être refait."
        ),
        actions=[
            (_("Voir les résultats"), url_for("results.index")),
            (_("Relire le règlement"), url_for("rounds.rulebook", public_id=round.public_id)),
        ],
        proposals=_few_proposals(round, queries.proposals_counted(round)),
    )


def _quiet(round: Round | None) -> Home:
    where = url_for("rounds.detail", public_id=round.public_id) if round else url_for("rounds.index")
    return Home(
        _("Des idées d’habitants, choisies par des habitants"),
        _(
            "Le budget citoyen finance des projets imaginés près de chez vous. Rien "
            "n’est ouvert aujourd’hui : voici la suite du calendrier."
        )
        if round
        else _("Le budget citoyen finance des projets imaginés près de chez vous. La première édition se prépare."),
        actions=[(_("Voir le calendrier"), where), (_("Comment ça marche ?"), url_for("pages.how"))],
    )


PAGES = {
    PhaseKind.VOTE: _vote,
    PhaseKind.IDEAS: _ideas,
    PhaseKind.SUBMISSION: _submission,
    PhaseKind.COMPTOIRS: _comptoirs,
    PhaseKind.LABELLING: _examined,
    PhaseKind.CONTESTATION: _examined,
    PhaseKind.COUNT: _counted,
    PhaseKind.RESULTS: _results,
    PhaseKind.FOLLOW_UP: _results,
}


def _few_proposals(round: Round, total: int) -> list[dict[str, Any]]:
    return [_proposal_card(proposal) for proposal in queries.proposals_drawn(round, total, FEW)]


def _proposal_card(proposal: Proposal) -> dict[str, Any]:
    where = proposal.municipality.name if proposal.municipality else proposal.place
    return {
        "title": proposal.title,
        "url": url_for("booth.project", round=proposal.round.public_id, number=proposal.number),
        "summary": proposal.summary,
        "number": proposal.number,
        "key": proposal.public_id,
        "tint": proposal.theme,
        "theme": proposal.theme.label if proposal.theme else None,
        "meta": [text for text in (where, proposal.collective) if text],
    }


def _few_ideas(round: Round, total: int) -> list[dict[str, Any]]:
    return [_idea_card(idea) for idea in queries.ideas_drawn(round, total, FEW)]


def _idea_card(idea: Idea) -> dict[str, Any]:
    words = without_marks(idea.body)
    summary = words if len(words) <= 160 else words[:160].rsplit(" ", 1)[0] + "…"
    return {
        "title": idea.title,
        "url": url_for("ideas.detail", public_id=idea.public_id),
        "summary": summary,
        "tint": idea.theme,
        "theme": idea.theme_label,
        "meta": [idea.municipality.name],
    }
