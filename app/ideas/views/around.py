"""What one does with somebody's idea: support, follow, comment, share."""

import io

import segno
from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.links import full_address
from app.core.policy import door
from app.ideas import around, forms, queries, services
from app.ideas.models import Idea, IdeaComment
from app.ideas.status import CommentStatus
from app.ideas.views import bp
from app.ideas.views.pages import idea_page


def _done(idea: Idea, sentence: str) -> ResponseReturnValue:
    """The buttons alone when htmx asked; otherwise the page, with a sentence."""
    db.session.commit()
    if request.headers.get("HX-Request") == "true":
        return render_template("ideas/_stance.html", idea=idea, stance=around.stance_of(g.actor, idea), said=sentence)
    flash(sentence, "success")
    return redirect(url_for(".detail", public_id=idea.public_id), 303)


@bp.post("/<public_id>/soutenir")
@door("idea.support", load=queries.idea_by_public_id)
def support(idea: Idea) -> ResponseReturnValue:
    """Say that one wants it too; once."""
    services.support_idea(idea, by=g.actor)
    return _done(idea, _("Vous soutenez cette envie."))


@bp.post("/<public_id>/ne-plus-soutenir")
@door("idea.support", load=queries.idea_by_public_id)
def withdraw_support(idea: Idea) -> ResponseReturnValue:
    """Take one's support back."""
    services.withdraw_support(idea, by=g.actor)
    return _done(idea, _("Vous ne soutenez plus cette envie."))


@bp.post("/<public_id>/suivre")
@door("idea.follow", load=queries.idea_by_public_id)
def follow(idea: Idea) -> ResponseReturnValue:
    """Be told of what happens to it."""
    services.follow_idea(idea, by=g.actor)
    return _done(idea, _("Vous suivez cette envie : nous vous dirons ce qui lui arrive."))


@bp.post("/<public_id>/ne-plus-suivre")
@door("idea.follow", load=queries.idea_by_public_id)
def unfollow(idea: Idea) -> ResponseReturnValue:
    """Be told no more."""
    services.unfollow_idea(idea, by=g.actor)
    return _done(idea, _("Vous ne suivez plus cette envie."))


@bp.post("/<public_id>/commenter")
@door("idea.comment", load=queries.idea_by_public_id)
def comment(idea: Idea) -> ResponseReturnValue:
    """Write under an idea, or answer somebody."""
    form = forms.CommentForm()
    if form.validate_on_submit():
        with shown_on(form):
            above = around.comment_by_public_id(form.reply_to.data) if form.reply_to.data else None
            known = {idea.id, *(each.id for each in idea.merged)}
            above = above if above and above.idea_id in known and above.status is CommentStatus.PUBLISHED else None
            written = services.comment_idea(idea, form.body.data, by=g.actor, reply_to=above)
            db.session.commit()
            waits = written.status is CommentStatus.PENDING
            flash(
                _("Votre commentaire est enregistré : l’équipe le relit avant de le montrer.")
                if waits
                else _("Votre commentaire est publié."),
                "success",
            )
            return redirect(_place_of(written), 303)
    return idea_page(idea, form)


@bp.post("/commentaires/<public_id>/retirer")
@door("idea_comment.remove", load=around.comment_by_public_id)
def remove_comment(comment: IdeaComment) -> ResponseReturnValue:
    """Take one's own words back."""
    services.remove_comment(comment, by=g.actor)
    db.session.commit()
    flash(_("Votre commentaire est retiré."), "success")
    return redirect(url_for(".detail", public_id=comment.idea.public_id), 303)


def _place_of(comment: IdeaComment) -> str:
    where = url_for(".detail", public_id=comment.idea.public_id, _anchor=f"commentaire-{comment.public_id}")
    return str(where)


@bp.get("/<public_id>/qr.svg")
@door("idea.see", load=queries.idea_by_public_id)
def qr(idea: Idea) -> ResponseReturnValue:
    """The address of the page as a QR code (ISO/IEC 18004), to show or to print."""
    drawn = io.BytesIO()
    address = full_address(url_for(".detail", public_id=idea.public_id))
    segno.make(address, error="m").save(
        drawn, kind="svg", scale=6, border=4, xmldecl=False, dark="#10201f", light="#ffffff"
    )
    return Response(drawn.getvalue(), mimetype="image/svg+xml")
