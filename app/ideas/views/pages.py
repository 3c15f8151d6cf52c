"""The pages about ideas."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.links import full_address, mail_to
from app.core.policy import door
from app.core.text import day
from app.files.policy import Holder, hold
from app.files.queries import pictures_of
from app.ideas import around, forms, queries, services
from app.ideas.models import Idea
from app.ideas.views import bp
from app.territories import maps
from moderation.grounds import GROUNDS, Ground

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


@bp.get("/<public_id>")
@door("idea.see", load=queries.idea_by_public_id)
def detail(idea: Idea) -> ResponseReturnValue:
    """One idea and all that stands around it; a merged one leads to the one that speaks for both."""
    if idea.merged_into is not None:
        return redirect(url_for(".detail", public_id=idea.merged_into.public_id), 302)  # until a split
    return idea_page(idea, forms.CommentForm(formdata=None))


def idea_page(idea: Idea, form: forms.CommentForm) -> ResponseReturnValue:
    """The page of an idea, with the form of a comment as it was typed."""
    ground = GROUNDS[Ground(idea.decision_ground)] if idea.decision_ground in set(Ground) else None
    pictures = pictures_of([idea, *idea.merged])
    address = full_address(url_for(".detail", public_id=idea.public_id))
    page, threads = around.threads_of(idea, g.actor, request.args.get("page", 1, type=int))
    return render_template(
        "ideas/detail.html",
        idea=idea,
        photo=pictures.get(idea.public_id) or next(iter(pictures.values()), None),
        mine=g.actor is not None and g.actor.id == idea.author_id,
        ground=ground,
        language=str(get_locale()),
        stance=around.stance_of(g.actor, idea),
        page=page,
        threads=threads,
        form=form,
        story=[{"when": day(at), "title": said} for at, said in around.story_of(idea)],
        alike=around.similar_ideas(idea.title, idea.round, idea) if idea.is_shown else [],
        offer=around.open_offer(idea) if g.actor and g.actor.id == idea.author_id else None,
        address=address,
        mail_url=mail_to("", idea.title, _("Cette envie pourrait vous plaire :") + " " + address),
    ), 422 if form.errors else 200


@bp.route("/<public_id>/modifier", methods=["GET", "POST"])
@door("idea.edit", load=queries.idea_by_public_id)
def edit(idea: Idea) -> ResponseReturnValue:
    """Change an idea while it waits; whoever comes second keeps their text and reads the newer one."""
    form = forms.EditForm(
        round=idea.round,
        data={
            "title": idea.title,
            "body": idea.body,
            "theme": forms.OWN + idea.own_theme.public_id if idea.own_theme else idea.theme.value,
            "municipality": idea.municipality.label,
            "neighbourhood": idea.neighbourhood,
            "on_behalf_of": idea.on_behalf_of,
            "latitude": idea.latitude,
            "longitude": idea.longitude,
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
    page = render_template("ideas/edit.html", form=form, idea=idea, newer=newer, drawing=maps.version())
    return page, 422 if form.errors else 200
