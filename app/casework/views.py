"""The moderators' desk: the queue, one case, its decision, then the next case."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from app.casework import forms, policy, queries, services  # noqa: F401  (policy registers its rules)
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.paging import page_of
from app.core.policy import RULES, door
from app.files.queries import picture_of
from app.ideas.models import Idea
from app.ideas.queries import idea_by_public_id, ideas_by_status
from app.ideas.status import IdeaStatus
from moderation.grounds import GROUNDS, Ground
from moderation.screening import screen

bp = Blueprint("casework", __name__, url_prefix="/moderation")


@bp.get("/")
@door("case.read")
def queue() -> ResponseReturnValue:
    """What waits, oldest first, with the hints; the other states by their address."""
    asked = request.args.get("etat", IdeaStatus.PENDING.value)
    status = IdeaStatus(asked) if asked in set(IdeaStatus) else IdeaStatus.PENDING
    page = page_of(
        db.session,
        ideas_by_status(status).where(queries.on_the_desk_of(g.actor)),
        request.args.get("page", 1, type=int),
    )
    return render_template(
        "casework/queue.html",
        ideas=[(idea, _hints(idea)) for idea in page.rows],
        status=status,
        page=page,
        counts=queries.count_by_status(g.actor),
        labels={s: str(name) for s, name in forms.STATE_NAMES.items()},
    )


def _hints(idea: Idea) -> list[str]:
    return [hint.said_in(str(get_locale())) for hint in screen(f"{idea.title}\n{idea.body}")]


@bp.get("/<public_id>")
@door("case.read", load=idea_by_public_id)
def case(idea: Idea) -> ResponseReturnValue:
    """One text, what was noticed in it, and the form of the decision."""
    return _page(idea, forms.DecisionForm(data={"version": idea.version}).offer(services.open_decisions(idea, g.actor)))


@bp.post("/<public_id>")
@door("case.decide", load=idea_by_public_id)
def decide(idea: Idea) -> ResponseReturnValue:
    """Take the decision, tell the author, go to the next case."""
    form = forms.DecisionForm().offer(services.open_decisions(idea, g.actor))
    if form.validate_on_submit():
        with shown_on(form):
            services.decide(idea, **form.typed, by=g.actor)
            db.session.commit()
            flash(
                _("« %(title)s » : c’est décidé, la personne est prévenue par courriel.", title=idea.title), "success"
            )
            following = queries.next_waiting(idea, g.actor)
            return redirect(url_for(".case", public_id=following.public_id) if following else url_for(".queue"), 303)
    return _page(idea, form.offer(services.open_decisions(idea, g.actor)))


def _page(idea: Idea, form: forms.DecisionForm) -> ResponseReturnValue:
    if form.errors:
        form.version.data, form.version.raw_data = idea.version, None
    ground = GROUNDS[Ground(idea.decision_ground)] if idea.decision_ground in set(Ground) else None
    return render_template(
        "casework/case.html",
        idea=idea,
        photo=picture_of(idea),
        form=form,
        hints=_hints(idea),
        ground=ground,
        language=str(get_locale()),
        why=RULES["case.decide"].why_not(g.actor, idea),
    ), 422 if form.errors else 200
