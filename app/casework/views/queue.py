"""What waits, gravest and oldest first; what was decided; the next case for whoever has a moment."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_timedelta, get_locale
from flask_babel import gettext as _

from app.casework import forms, queries, services
from app.casework.views import bp
from app.core.extensions import db
from app.core.paging import page_of
from app.core.policy import door
from moderation.cases import GRAVITY_WORDS, KIND_WORDS, Kind
from moderation.screening import Gravity


@bp.get("/")
@door("case.read")
def queue() -> ResponseReturnValue:
    """One list of what waits for this person, each with the reason of its place."""
    asked = request.args.get("genre", "")
    kind = Kind(asked) if asked in set(Kind) else None
    flagged = request.args.get("signales") == "1"
    page = page_of(db.session, queries.queue(g.actor, kind, flagged=flagged), request.args.get("page", 1, type=int))
    return render_template(
        "casework/queue.html",
        page=page,
        kind=kind,
        flagged=flagged,
        counts=queries.count_by_kind(g.actor),
        times=queries.times(),
        labels={one: str(name) for one, name in forms.KIND_NAMES.items()},
        **said(),
    )


def said() -> dict[str, object]:
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
    page = page_of(db.session, queries.archive(g.actor), request.args.get("page", 1, type=int))
    return render_template("casework/archive.html", page=page, **said())
