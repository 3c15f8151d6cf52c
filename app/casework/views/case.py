"""One case: what it is about, what was noticed and reported, its decision, its story."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from app.casework import contents, forms, queries, services
from app.casework.models import Case
from app.casework.views import bp
from app.casework.views.queue import said
from app.core.errors import Refused
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import RULES, door
from app.files.queries import picture_of
from app.ideas.models import Idea
from app.ideas.queries import idea_by_public_id
from moderation.decisions import Verb
from moderation.grounds import GROUNDS, Ground
from moderation.screening import screen


@bp.get("/<public_id>")
@door("case.read", load=queries.case_by_public_id)
def case(found: Case) -> ResponseReturnValue:
    """One case, and the form of the decision."""
    content = contents.judged(found)
    form = forms.DecisionForm(data={"version": found.version})
    return _page(found, content, form)


@bp.get("/sujet/<kind>/<public_id>")
@door("case.read", load=queries.case_of_subject)
def about(found: Case) -> ResponseReturnValue:
    """The case of something one has before one's eyes; whoever decides opens it."""
    if found.public_id:
        return redirect(url_for(".case", public_id=found.public_id), 302)
    content = contents.judged(found)
    form = forms.DecisionForm(data={"version": found.version})
    return _page(found, content, form)


@bp.post("/<public_id>")
@door("case.decide", load=queries.case_by_public_id)
def decide(found: Case) -> ResponseReturnValue:
    """Take the decision, tell the author, go to the next case."""
    return _decide(found)


@bp.post("/sujet/<kind>/<public_id>")
@door("case.decide", load=queries.case_of_subject)
def decide_about(found: Case) -> ResponseReturnValue:
    """Decide on something that had no case yet."""
    return _decide(found)


def _decide(found: Case) -> ResponseReturnValue:
    content = contents.judged(found)
    form = forms.DecisionForm().offer(services.open_verbs(found, content, g.actor))
    title = found.title
    if form.validate_on_submit():
        with shown_on(form):
            kept = found if found.id else services.case_on(content)
            typed = form.typed
            services.apply_decision(kept, into=_into(form), **typed, by=g.actor)
            db.session.commit()
            flash(str(forms.DONE[typed["verb"]]) % {"title": title}, "success")
            return redirect(_next_of(kept), 303)
        db.session.rollback()
        content = contents.judged(found)
    return _page(found, content, form)


def _into(form: forms.DecisionForm) -> Idea | None:
    if form.decision.data != Verb.MERGE.value:
        return None
    into = idea_by_public_id(form.asked_into)
    if into is None:
        raise Refused(_("Aucune envie n’a cette adresse : ouvrez sa page et copiez l’adresse entière."), "into")
    return into


@bp.post("/<public_id>/prendre")
@door("case.claim", load=queries.kept_case)
def claim(found: Case) -> ResponseReturnValue:
    """Take a case in hand."""
    services.claim(found, by=g.actor)
    db.session.commit()
    return redirect(url_for(".case", public_id=found.public_id), 303)


@bp.post("/<public_id>/rendre")
@door("case.claim", load=queries.kept_case)
def release(found: Case) -> ResponseReturnValue:
    """Give it back to everybody."""
    services.release(found, by=g.actor)
    db.session.commit()
    flash(_("Ce dossier est de nouveau à qui veut le prendre."), "success")
    return redirect(url_for(".queue"), 303)


@bp.get("/<public_id>/histoire")
@door("case.read", load=queries.kept_case)
def story(found: Case) -> ResponseReturnValue:
    """Everything that happened to a case and its subject, in order."""
    content = contents.judged(found)
    return render_template(
        "casework/story.html", case=found, lines=queries.story_of(found, content), content=content, **said()
    )


def _next_of(found: Case) -> str:
    """The next case, or the list when none waits."""
    following = queries.next_waiting(found, g.actor)
    return url_for(".case", public_id=following.public_id) if following else url_for(".queue")


def _page(found: Case, content: Any, form: forms.DecisionForm) -> ResponseReturnValue:
    verbs = services.open_verbs(found, content, g.actor)
    form.offer(verbs)
    if form.errors:
        form.version.data, form.version.raw_data = found.version, None
    language = str(get_locale())
    return render_template(
        "casework/case.html",
        case=found,
        content=content,
        page_url=contents.page_of(content) if content is not None else None,
        text=contents.text_of(content) if content is not None else "",
        owner=contents.owner_of(content) if content is not None else None,
        photo=picture_of(content) if isinstance(content, Idea) else None,
        form=form,
        buttons=[(verb.value, forms.VERB_NAMES[verb], forms.VERB_KEYS[verb]) for verb in verbs],
        flags=queries.open_flags(found) if found.id else [],
        decisions=queries.decisions_of(found) if found.id else [],
        named={one: GROUNDS[one].label.said_in(language) for one in Ground},
        verbs={verb: str(name) for verb, name in forms.VERB_NAMES.items()},
        hints=[hint.said_in(language) for hint in screen(contents.text_of(content))] if content is not None else [],
        why=RULES["case.decide"].why_not(g.actor, found),
        action=request.path,
        **said(),
    ), 422 if form.errors else 200
