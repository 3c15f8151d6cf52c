"""The pages of what a meeting brought."""

from collections.abc import Callable, Sequence

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door, may
from app.events.models import Event
from app.events.queries import event_by_public_id, registration_of
from app.ideas.models import Idea
from app.ideas.queries import idea_by_public_id
from app.restitutions import forms, policy, queries, services  # noqa: F401  (policy registers its rules)
from app.restitutions.models import Contribution, ContributionKind, Restitution

bp = Blueprint("restitutions", __name__, url_prefix="/comptoirs")


@bp.app_template_global()
def restitutions_about(idea: Idea) -> Sequence[Restitution]:
    """The published reports that touch an idea, for its page."""
    return queries.restitutions_about(idea)


@bp.app_template_global()
def restitution_of(event: Event) -> Restitution | None:
    """The report of a meeting, for its page."""
    return queries.restitution_of(event)


@bp.get("/<public_id>/contributions")
@door("event.see", load=event_by_public_id)
def contributions(event: Event) -> ResponseReturnValue:
    """What participants bring, and where they type it."""
    return _contributions(event, forms.ContributionForm(event))


def _contributions(event: Event, form: forms.ContributionForm) -> str:
    hosts = may("restitution.write", event)
    return render_template(
        "restitutions/contributions.html",
        event=event,
        form=form,
        hosts=hosts,
        takes_part=hosts or registration_of(event, g.actor) is not None,
        contributions=queries.contributions_to(event, hidden=hosts),
    )


@bp.post("/<public_id>/contributions")
@door("contribution.add", load=event_by_public_id)
def add(event: Event) -> ResponseReturnValue:
    """Contribute a few words."""
    form = forms.ContributionForm(event)
    if form.validate_on_submit():
        with shown_on(form):
            services.add_contribution(
                event, ContributionKind(form.kind.data), form.body.data, form.chosen, named=form.named.data, by=g.actor
            )
            db.session.commit()
            flash(_("C’est noté. Merci ! Vous pouvez en écrire une autre."), "success")
            return redirect(url_for(".contributions", public_id=event.public_id), 303)
    return _contributions(event, form), 422


@bp.route("/contribution/<public_id>/masquer", methods=["GET", "POST"])
@door("contribution.hide", load=queries.contribution_by_public_id)
def hide(contribution: Contribution) -> ResponseReturnValue:
    """Take a contribution off the page."""
    return _decided(contribution, services.hide, _("Masquer cette contribution"), _("Elle est masquée."))


@bp.route("/contribution/<public_id>/retablir", methods=["GET", "POST"])
@door("contribution.restore", load=queries.contribution_by_public_id)
def restore(contribution: Contribution) -> ResponseReturnValue:
    """Show a contribution again."""
    return _decided(contribution, services.restore, _("Rétablir cette contribution"), _("Elle est rétablie."))


def _decided(contribution: Contribution, deed: Callable[..., None], title: str, done: str) -> ResponseReturnValue:
    form = forms.ReasonForm()
    if form.validate_on_submit():
        with shown_on(form):
            deed(contribution, form.reason.data, by=g.actor)
            db.session.commit()
            flash(done, "success")
            return redirect(url_for(".contributions", public_id=contribution.event.public_id), 303)
    page = render_template(
        "restitutions/decide.html", form=form, contribution=contribution, title=title, hides=deed is services.hide
    )
    return page, 422 if form.errors else 200


@bp.get("/<public_id>/restitution")
@door("restitution.see", load=queries.restitution_by_address)
def detail(restitution: Restitution) -> ResponseReturnValue:
    """The report of a meeting."""
    return render_template("restitutions/detail.html", restitution=restitution, event=restitution.event)


@bp.route("/<public_id>/restitution/ecrire", methods=["GET", "POST"])
@door("restitution.write", load=event_by_public_id)
def write(event: Event) -> ResponseReturnValue:
    """Write the report beside what people contributed; ?q= looks for ideas it touches."""
    restitution = queries.restitution_of(event)
    form = forms.RestitutionForm(data=_typed(restitution))
    newer = None
    if form.validate_on_submit():
        with shown_on(form):
            services.write(event, form.body.data, version=form.version.data, by=g.actor)
            db.session.commit()
            flash(_("Votre texte est enregistré."), "success")
            return redirect(url_for(".write", public_id=event.public_id), 303)
        newer = restitution if restitution and form.version.data != restitution.version else None
        form.version.data, form.version.raw_data = restitution.version if restitution else None, None
    words = request.args.get("q", "").strip()[:100]
    page = render_template(
        "restitutions/write.html",
        event=event,
        form=form,
        newer=newer,
        restitution=restitution,
        contributions=queries.contributions_to(event),
        words=words,
        suggested=queries.ideas_to_touch(restitution, words) if restitution else [],
    )
    return page, 422 if form.errors else 200


def _typed(restitution: Restitution | None) -> dict[str, object]:
    return {"body": restitution.body, "version": restitution.version} if restitution else {}


@bp.post("/<public_id>/restitution/envies")
@door("restitution.touch", load=queries.restitution_by_address)
def touch(restitution: Restitution) -> ResponseReturnValue:
    """Link an idea, or let it go."""
    form = forms.IdeaForm()
    deed, asked = (services.let_go, form.remove.data) if form.remove.data else (services.touch, form.idea.data)
    deed(restitution, idea_by_public_id(asked or ""), by=g.actor)
    db.session.commit()
    return redirect(url_for(".write", public_id=restitution.event.public_id, _anchor="envies"), 303)


@bp.post("/<public_id>/restitution/publier")
@door("restitution.publish", load=queries.restitution_by_address)
def publish(restitution: Restitution) -> ResponseReturnValue:
    """Everybody reads it, and who took part is told."""
    told = services.publish(restitution, by=g.actor)
    db.session.commit()
    flash(
        ngettext("C’est publié. Une personne est prévenue.", "C’est publié. %(num)s personnes sont prévenues.", told)
        if told
        else _("C’est publié."),
        "success",
    )
    return redirect(url_for(".detail", public_id=restitution.event.public_id), 303)
