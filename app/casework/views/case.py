"""One case: what it is about, what was noticed and reported, its decision, its story."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from app.accounts.measures import MEASURE_NAMES
from app.casework import contents, forms, queries, services
from app.casework.around import surroundings
from app.casework.learning import said_of
from app.casework.models import Case
from app.casework.similar import similar_to
from app.casework.story import told
from app.casework.views import bp
from app.casework.views.queue import said
from app.core.errors import Refused
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import RULES, door
from app.files.queries import picture_of
from app.ideas.models import Idea
from app.ideas.queries import idea_by_public_id
from moderation.cases import KIND_WORDS, Cause, Kind
from moderation.decisions import Verb
from moderation.grounds import GROUNDS, Ground
from moderation.measures import next_step
from moderation.screening import HintKind, screen


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
            _decide_alike(form, kept)
            db.session.commit()
            flash(str(forms.DONE[typed["verb"]]) % {"title": title}, "success")
            return redirect(_next_of(kept), 303)
        db.session.rollback()
        content = contents.judged(found)
    return _page(found, content, form)


def _decide_alike(form: forms.DecisionForm, first: Case) -> None:
    """The same for the similar cases that are ticked and that this person may decide."""
    ticked = [one for one in queries.cases_by_public_id(form.together.data or []) if one.id != first.id]
    cases = [one for one in ticked if RULES["case.decide"](g.actor, one)]
    if not cases or form.decision.data in forms.ALONE:
        return
    typed = {name: form.typed[name] for name in ("verb", "ground", "reason", "facts")}
    done, left = services.decide_together(cases, **typed, by=g.actor)
    if done:
        flash(ngettext("Un dossier semblable aussi.", "%(num)s dossiers semblables aussi.", done), "success")
    if left:
        flash(ngettext("Un dossier semblable reste.", "%(num)s dossiers semblables restent.", left), "info")


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
    lines = [line._asdict() for line in told(found, content, str(get_locale()))]
    return render_template("casework/story.html", case=found, lines=lines, **said())


def _next_of(found: Case) -> str:
    """The next case, or the list when none waits."""
    following = queries.next_waiting(found, g.actor)
    return url_for(".case", public_id=following.public_id) if following else url_for(".queue")


def _hints(found: Case, content: Any, has_picture: bool, language: str) -> list[str]:
    """What the machine saw and where, in words."""
    if content is None:
        return []
    text = contents.text_of(content)
    around = surroundings(content, has_picture=has_picture, near=found.cause is not Cause.FLAG)
    seen = [hint.said_in(language) for hint in contents.fitting(content, screen(text, around))]
    learned = said_of(text)
    return [*seen, learned] if learned else seen


def _may_have_a_picture(found: Case, content: Any) -> bool:
    """Only an idea has one; of what waits the case knows whether it has."""
    return isinstance(content, Idea) and (content.is_shown or HintKind.PICTURE.value in found.hints)


def _heading(found: Case, language: str) -> str:
    """The title of what has one; a comment is read below, whole."""
    if found.subject_kind in (Kind.IDEA, Kind.PROJECT, Kind.ORGANISATION, Kind.PROFILE):
        return found.title or _("(sans texte)")
    return _("%(kind)s à relire", kind=KIND_WORDS[found.subject_kind].said_in(language))


def _page(found: Case, content: Any, form: forms.DecisionForm) -> ResponseReturnValue:
    verbs = services.open_verbs(found, content, g.actor)
    form.offer(verbs)
    why = RULES["case.decide"].why_not(g.actor, found)
    decides = bool(verbs) and not why
    photo = picture_of(content, hidden=True) if _may_have_a_picture(found, content) else None
    measures = found.measures if found.id else []
    alike = similar_to(found, content, g.actor) if decides and found.is_open else []
    if form.errors:
        form.version.data, form.version.raw_data = found.version, None
    language = str(get_locale())
    return render_template(
        "casework/case.html",
        case=found,
        heading=_heading(found, language),
        measures=measures,
        next_step=MEASURE_NAMES[next_step([one.kind for one in measures if one.counts])] if found.author_id else None,
        content=content,
        page_url=contents.page_of(content) if content is not None else None,
        text=contents.text_of(content) if content is not None else "",
        owner=contents.owner_of(content) if content is not None else None,
        photo=photo,
        form=form,
        buttons=[(verb.value, forms.VERB_NAMES[verb], forms.VERB_KEYS[verb]) for verb in verbs],
        flags=queries.open_flags(found) if found.id and found.grounds else [],
        decisions=queries.decisions_of(found) if found.status_at else [],
        named={one: GROUNDS[one].label.said_in(language) for one in Ground},
        verbs={verb: str(name) for verb, name in forms.VERB_NAMES.items()},
        hints=_hints(found, content, photo is not None, language),
        alike=alike,
        answers=queries.saved_answers() if decides and found.is_open else [],
        why=why,
        action=request.path,
        **said(),
    ), 422 if form.errors else 200
