"""The pages about ideas."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door, public
from app.core.sizes import takes
from app.files import services as files
from app.files.policy import Holder, hold
from app.files.queries import picture_of
from app.ideas import drafts, forms, policy, queries, services  # noqa: F401  (policy registers its rules)
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.rounds import calendar
from app.rounds.models import PhaseKind
from app.rounds.queries import current_round, round_in_phase
from moderation.grounds import GROUNDS, Ground

bp = Blueprint("ideas", __name__, url_prefix="/envies")
hold(
    "idea",
    Holder(
        queries.idea_by_public_id,
        page="ideas.detail",
        see="idea.see",
        change="idea.edit",
        remove="idea.remove_picture",
    ),
)


@bp.route("/nouvelle", methods=["GET", "POST"])
@takes(20)
@public
def post() -> ResponseReturnValue:
    """Write an idea; signing in comes last, and what was typed waits meanwhile."""
    round_ = round_in_phase(PhaseKind.IDEAS)
    form = forms.PostForm(round=round_, data=drafts.kept())
    if form.validate_on_submit():
        with shown_on(form):
            services.round_taking_ideas()
            if g.actor is None:
                return _sign_in_first(form)
            if g.actor.under_15:  # who may have to wait for a parent
                drafts.keep(form.data)
            idea = services.post_idea(**form.typed, by=g.actor)
            if form.picture.data:
                files.keep_picture(idea, form.picture.data.stream, form.picture_alt.data, by=g.actor)
            db.session.commit()
            drafts.forget()
            flash(_what_comes_next(idea), "success")
            return redirect(url_for(".detail", public_id=idea.public_id), 303)
    closed = "" if round_ else calendar.closed_sentence(current_round(), PhaseKind.IDEAS)
    waiting = bool(drafts.kept()) and request.method == "GET" and g.actor is not None
    return render_template(
        "ideas/post.html", form=form, closed=closed, waiting=waiting, round=round_
    ), 422 if form.errors else 200


def _sign_in_first(form: forms.IdeaForm) -> ResponseReturnValue:
    drafts.keep(form.data)
    flash(_("Votre texte est gardé. Connectez-vous ou créez un compte : vous le retrouverez pour le publier."), "info")
    return redirect(url_for("accounts.sign_in", next=url_for(".post")), 303)


def _what_comes_next(idea: Idea) -> str:
    if idea.status is IdeaStatus.PENDING:
        return _(
            "Votre envie est enregistrée. L’équipe la relit avant de la publier : vous recevrez un "
            "courriel dans les deux cas."
        )
    return _("Votre envie est publiée : tout le monde peut la lire.")


@bp.get("/<public_id>")
@door("idea.see", load=queries.idea_by_public_id)
def detail(idea: Idea) -> ResponseReturnValue:
    """One idea; its author also reads where it stands and why."""
    ground = GROUNDS[Ground(idea.decision_ground)] if idea.decision_ground in set(Ground) else None
    return render_template(
        "ideas/detail.html",
        idea=idea,
        photo=picture_of(idea),
        mine=g.actor is not None and g.actor.id == idea.author_id,
        ground=ground,
        language=str(get_locale()),
    )


@bp.route("/<public_id>/modifier", methods=["GET", "POST"])
@door("idea.edit", load=queries.idea_by_public_id)
def edit(idea: Idea) -> ResponseReturnValue:
    """Change an idea while it waits; whoever comes second keeps their text and reads the newer one."""
    form = forms.EditForm(
        round=idea.round,
        data={
            "title": idea.title,
            "body": idea.body,
            "theme": idea.theme.value,
            "municipality": idea.municipality.label,
            "on_behalf_of": idea.on_behalf_of,
            "version": idea.version,
        },
    )
    newer = None
    if form.validate_on_submit():
        with shown_on(form):
            services.edit_idea(idea, **form.typed, by=g.actor, version=form.version.data)
            db.session.commit()
            flash(_("C’est enregistré. L’équipe lira cette version."), "success")
            return redirect(url_for(".detail", public_id=idea.public_id), 303)
        newer = idea if form.version.data != idea.version else None
        form.version.data, form.version.raw_data = idea.version, None
    return render_template("ideas/edit.html", form=form, idea=idea, newer=newer), 422 if form.errors else 200
