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
from app.ideas.around import comment_by_public_id
from app.ideas.models import Idea, IdeaComment
from app.ideas.queries import ideas_by_status
from app.ideas.status import CommentStatus, IdeaStatus
from moderation.grounds import GROUNDS, Ground
from moderation.screening import screen

bp = Blueprint("casework", __name__, url_prefix="/moderation")
flags = Blueprint("flags", __name__, url_prefix="/signaler")


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


@bp.get("/commentaires")
@door("case.read")
def comments() -> ResponseReturnValue:
    """The comments, state by state; those that wait oldest first."""
    asked = request.args.get("etat", CommentStatus.PENDING.value)
    status = CommentStatus(asked) if asked in set(CommentStatus) else CommentStatus.PENDING
    query = queries.comments_by_status(status, g.actor)
    page = page_of(db.session, query, request.args.get("page", 1, type=int))
    return render_template(
        "casework/comments.html",
        comments=[(comment, _hints(comment)) for comment in page.rows],
        status=status,
        page=page,
        counts=queries.count_comments(g.actor),
        labels={s: str(name) for s, name in forms.COMMENT_STATE_NAMES.items()},
    )


def _hints(content: services.Content) -> list[str]:
    text = f"{content.title}\n{content.body}" if isinstance(content, Idea) else content.body
    return [hint.said_in(str(get_locale())) for hint in screen(text)]


@bp.get("/signalements")
@door("case.read")
def flagged() -> ResponseReturnValue:
    """The comments that somebody reported and that nobody answered about, the longest waiting first."""
    page = page_of(db.session, queries.flagged_comments(g.actor), request.args.get("page", 1, type=int))
    return render_template("casework/flagged.html", comments=page.rows, page=page)


@bp.post("/<public_id>/garder")
@door("case.decide", load=comment_by_public_id)
def keep(comment: IdeaComment) -> ResponseReturnValue:
    """Let a reported comment stand, and answer whoever reported it."""
    form = forms.KeepForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.keep(comment, form.why.data, by=g.actor)
            db.session.commit()
            flash(_("Le commentaire reste. Les personnes qui l’ont signalé reçoivent votre réponse."), "success")
            return redirect(url_for(".flagged"), 303)
    decision = forms.DecisionForm(formdata=None, data={"version": comment.version})
    return _page(comment, decision.offer(services.open_decisions(comment, g.actor)), form)


@flags.route("/<public_id>", methods=["GET", "POST"])
@door("comment.flag", load=comment_by_public_id)
def report(comment: IdeaComment) -> ResponseReturnValue:
    """Tell the team about a comment, with an account or without."""
    form = forms.FlagForm().offer(signed_in=g.actor is not None)
    back = url_for("ideas.detail", public_id=comment.idea.public_id)
    if form.validate_on_submit():
        with shown_on(form):
            address = form.email.data if form.email else ""
            services.flag(comment, Ground(form.ground.data), form.words.data or "", address or "", by=g.actor)
            db.session.commit()
            flash(_("Merci : l’équipe lira ce commentaire. Son auteur ne saura pas que c’est vous."), "success")
            return redirect(back, 303)
    return render_template("casework/flag.html", comment=comment, form=form, back=back), 422 if form.errors else 200


@bp.get("/<public_id>")
@door("case.read", load=queries.case_by_public_id)
def case(content: services.Content) -> ResponseReturnValue:
    """One text, what was noticed in it, and the form of the decision."""
    form = forms.DecisionForm(data={"version": content.version})
    return _page(content, form.offer(services.open_decisions(content, g.actor)))


@bp.post("/<public_id>")
@door("case.decide", load=queries.case_by_public_id)
def decide(content: services.Content) -> ResponseReturnValue:
    """Take the decision, tell the author, go to the next case."""
    form = forms.DecisionForm().offer(services.open_decisions(content, g.actor))
    if form.validate_on_submit():
        with shown_on(form):
            services.decide(content, **form.typed, by=g.actor)
            db.session.commit()
            flash(
                _("« %(title)s » : c’est décidé, la personne est prévenue par courriel.", title=content.title),
                "success",
            )
            return redirect(_next_of(content), 303)
    return _page(content, form.offer(services.open_decisions(content, g.actor)))


def _next_of(content: services.Content) -> str:
    """The next text of the same kind, or the list when none waits."""
    if isinstance(content, Idea):
        following = queries.next_waiting(content, g.actor)
        return url_for(".case", public_id=following.public_id) if following else url_for(".queue")
    after = queries.next_comment(content, g.actor)
    return url_for(".case", public_id=after.public_id) if after else url_for(".comments")


def _page(
    content: services.Content, form: forms.DecisionForm, keeping: forms.KeepForm | None = None
) -> ResponseReturnValue:
    if form.errors:
        form.version.data, form.version.raw_data = content.version, None
    ground = GROUNDS[Ground(content.decision_ground)] if content.decision_ground in set(Ground) else None
    return render_template(
        "casework/case.html" if isinstance(content, Idea) else "casework/comment.html",
        idea=content if isinstance(content, Idea) else content.idea,
        comment=None if isinstance(content, Idea) else content,
        photo=picture_of(content) if isinstance(content, Idea) else None,
        form=form,
        flags=[] if isinstance(content, Idea) else queries.open_flags(content),
        keeping=keeping or forms.KeepForm(formdata=None),
        named={one: GROUNDS[one].label.said_in(str(get_locale())) for one in Ground},
        hints=_hints(content),
        ground=ground,
        language=str(get_locale()),
        why=RULES["case.decide"].why_not(g.actor, content),
    ), 422 if form.errors or (keeping and keeping.errors) else 200
