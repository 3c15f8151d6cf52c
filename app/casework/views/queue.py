"""What waits, gravest and oldest first; what was decided; the next case for whoever has a moment."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_timedelta, get_locale
from flask_babel import gettext as _

from app.casework import archive as archived
from app.casework import forms, queries, services
from app.casework.views import bp
from app.core.extensions import db
from app.core.paging import Page
from app.core.policy import door
from moderation.cases import GRAVITY_WORDS, KIND_WORDS, Kind
from moderation.decisions import Verb
from moderation.grounds import Ground
from moderation.screening import Gravity

ROWS = 20


@bp.get("/")
@door("case.read")
def queue() -> ResponseReturnValue:
    """One list of what waits for this person, each with the reason of its place."""
    asked = request.args.get("genre", "")
    kind = Kind(asked) if asked in set(Kind) else None
    flagged = request.args.get("signales") == "1"
    figures = queries.figures_of(g.actor)
    total = figures.waiting(kind, flagged=flagged)
    number = min(max(1, request.args.get("page", 1, type=int)), max(1, -(-total // ROWS)))
    wanted = queries.queue(g.actor, kind, flagged=flagged).limit(ROWS).offset((number - 1) * ROWS)
    page = Page(db.session.scalars(wanted).unique().all(), number, ROWS, total)
    return render_template(
        "casework/queue.html",
        page=page,
        kind=kind,
        flagged=flagged,
        counts=figures.kinds,
        reported=figures.flagged,
        times=figures.times,
        labels={one: str(name) for one, name in forms.KIND_NAMES.items()},
        **said(),
    )


def said() -> dict[str, Any]:
    """The words of the rulebook in the reader's language, for the pages of the desk."""
    language = str(get_locale())
    return {
        "language": language,
        "kinds": {kind: words.said_in(language) for kind, words in KIND_WORDS.items()},
        "gravities": {gravity.value: words.said_in(language) for gravity, words in GRAVITY_WORDS.items()},
        "lasting": format_timedelta,
        "vital": Gravity.GRAVE.value,
    }


@bp.post("/suivant")
@door("case.read")
def take_next() -> ResponseReturnValue:
    """Take the first case that nobody has."""
    found = services.take_next(by=g.actor)
    db.session.commit()
    if found is None:
        flash(_("Plus rien n’attend, ou tout est déjà en mains. Merci !"), "success")
        return redirect(url_for(".queue"), 303)
    return redirect(url_for(".case", public_id=found.public_id), 303)


@bp.get("/archives")
@door("case.read")
def archive() -> ResponseReturnValue:
    """What was decided, the latest first."""
    asked = _asked()
    page = archived.archive(g.actor, asked, request.args.get("page", 1, type=int))
    return render_template(
        "casework/archive.html",
        page=page,
        fields=forms.archive_fields(asked, said()["kinds"]),
        last=archived.last_decisions(page.rows),
        verbs={verb: str(name) for verb, name in forms.VERB_NAMES.items()},
        named=forms.ground_names(),
        **said(),
    )


def _asked() -> archived.Asked:
    """What the address narrows the archive to; what it does not know is left out."""
    kind, verb, ground = (request.args.get(name, "") for name in ("genre", "decision", "motif"))
    return archived.Asked(
        request.args.get("q", "")[:100],
        Kind(kind) if kind in set(Kind) else None,
        Verb(verb) if verb in set(Verb) else None,
        Ground(ground) if ground in set(Ground) else None,
    )
