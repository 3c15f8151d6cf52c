"""Post an idea: the text first, the account last, and whatever happens in between nothing typed is lost."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.accounts.entrance import when_entered
from app.accounts.models import Person
from app.core.errors import Refused
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import public
from app.core.sizes import takes
from app.files import services as files
from app.ideas import around, drafts, forms, services
from app.ideas.models import Idea, IdeaDraft
from app.ideas.status import IdeaStatus
from app.ideas.views import bp
from app.rounds import calendar
from app.rounds.models import PhaseKind
from app.rounds.queries import current_round, round_in_phase
from app.territories import maps


@bp.route("/nouvelle", methods=["GET", "POST"])
@takes(100)
@public
def post() -> ResponseReturnValue:
    """Write an idea; saying who one is comes last, and what was typed waits meanwhile, photo included."""
    round_ = round_in_phase(PhaseKind.IDEAS)
    draft = drafts.mine()
    form = forms.PostForm(round=round_, data=drafts.kept())
    alike: list[Idea] = []
    if request.method == "POST":
        if well_written := form.validate():
            alike = [
                idea for idea in around.nearly_the_same(form.title.data, round_) if idea.public_id not in _seen(form)
            ]
            if not alike and (answer := _try_to_post(form, draft)):
                return answer
        draft = _keep_everything(form, well_written)
    closed = "" if round_ else calendar.closed_sentence(current_round(), PhaseKind.IDEAS)
    form.seen.data = " ".join({*_seen(form), *(idea.public_id for idea in alike)})
    return render_template(
        "ideas/post.html",
        form=form,
        closed=closed,
        waiting=request.method == "GET" and bool(drafts.kept()),
        round=round_,
        alike=alike,
        drawing=maps.version(),
        kept_picture=draft.picture if draft else None,
    ), 422 if form.errors or alike else 200


def _seen(form: forms.PostForm) -> set[str]:
    return set((form.seen.data or "").split()[:40])


def _try_to_post(form: forms.PostForm, draft: IdeaDraft | None) -> ResponseReturnValue | None:
    """The redirect once it is posted, or waits for an account; nothing when a rule refuses, which the form says."""
    with shown_on(form):
        services.round_taking_ideas()
        if g.actor is None:
            kept = _keep(form, sent=True)
            db.session.commit()
            flash(_waits_for_a_name(with_picture=kept.picture is not None), "info")
            return redirect(url_for("accounts.sign_up", next=url_for(".posted")), 303)
        try:
            idea = services.post_idea(**form.typed, by=g.actor)
        except services.PostedAlready as already:
            return _already(already)
        _add_picture(idea, form, draft, g.actor)
        drafts.forget(idea)
        db.session.commit()
        flash(_what_comes_next(idea), "success")
        return redirect(url_for(".detail", public_id=idea.public_id), 303)
    return None


def _already(already: services.PostedAlready) -> ResponseReturnValue:
    idea = already.idea
    db.session.rollback()
    drafts.forget(idea)
    db.session.commit()
    flash(str(already), "info")
    return redirect(url_for(".detail", public_id=idea.public_id), 303)


def _add_picture(idea: Idea, form: forms.PostForm, draft: IdeaDraft | None, by: Person) -> None:
    if form.picture.data:
        files.keep_picture(idea, form.picture.data.stream, form.picture_alt.data, by=by)
    elif draft is not None and draft.picture is not None and not form.drop_picture.data:
        files.place_waiting(draft.picture, idea, by=by)
        draft.picture = None


def _waits_for_a_name(*, with_picture: bool) -> str:
    if with_picture:
        return _("Votre envie est gardée, photo comprise. Dites qui vous êtes : elle part aussitôt.")
    return _("Votre envie est gardée. Dites qui vous êtes : elle part aussitôt.")


def _keep(form: forms.PostForm, *, sent: bool = False) -> IdeaDraft:
    draft = drafts.keep(form.data | form.pin_as_typed, sent=sent)
    if form.picture.data:
        drafts.keep_picture(draft, form.picture.data.stream, form.picture_alt.data or _("Une photo"))
    elif form.drop_picture.data:
        drafts.drop_picture(draft)
    return draft


def _keep_everything(form: forms.PostForm, well_written: bool) -> IdeaDraft | None:
    """The form is shown again: a text that only a rule holds back waits here, as does a photo, never sent twice.

    A parent's agreement may take days: the text is on the page, but the page will be closed long before.
    """
    if form.picture.errors or not (form.picture.data or well_written):
        return drafts.mine()
    try:
        draft = _keep(form)
        if g.actor is not None and g.actor.under_15:
            drafts.wait_for_parent(draft, g.actor)
        db.session.commit()
    except Refused as refusal:
        db.session.rollback()
        form.picture.errors = [*form.picture.errors, str(refusal)]
        return drafts.mine()
    return draft


# --- once the visitor is somebody ---------------------------------------------------------------------------------


@when_entered
def post_what_waited(person: Person, _token: str) -> None:
    """Publishing was asked for before signing in: it is done in the transaction that opens the session.

    What the rules refuse meanwhile stays a draft; the form says why when it is sent again.
    """
    draft = drafts.mine()
    if draft is None or not drafts.is_asked_for(draft):
        return
    round_ = round_in_phase(PhaseKind.IDEAS)
    form = forms.PostForm(MultiDict(draft.typed), round=round_, meta={"csrf": False})
    form.picture_alt.data = draft.picture.alt if draft.picture else ""
    if not form.validate():
        return
    try:
        with db.session.begin_nested():
            _become(draft, form.typed, person)
    except Refused:
        db.session.refresh(draft)
        if person.under_15:
            drafts.wait_for_parent(draft, person)


def _become(draft: IdeaDraft, typed: dict[str, Any], person: Person) -> None:
    try:
        idea = services.post_idea(**typed, by=person)
    except services.PostedAlready as already:
        drafts.become(draft, already.idea)
        return
    if draft.picture is not None:
        files.place_waiting(draft.picture, idea, by=person)
        draft.picture = None
    drafts.become(draft, idea)


@bp.get("/nouvelle/suite")
@public
def posted() -> ResponseReturnValue:
    """Where signing in leads: the idea that has just been posted, or the form when something still misses."""
    draft = drafts.mine()
    if g.actor is None or draft is None or draft.idea is None:
        return redirect(url_for(".post"), 303)
    flash(_what_comes_next(draft.idea), "success")
    return redirect(url_for(".detail", public_id=draft.idea.public_id), 303)


def _what_comes_next(idea: Idea) -> str:
    if idea.status is IdeaStatus.PENDING:
        return _(
            "Votre envie est enregistrée. L’équipe la relit avant de la publier : vous recevrez un "
            "courriel dans les deux cas."
        )
    return _("Votre envie est publiée : tout le monde peut la lire.")


@bp.get("/semblables")
@public
def alike() -> ResponseReturnValue:
    """The ideas that resemble what is being typed: a fragment for htmx, the list of envies otherwise."""
    title = request.args.get("title", "")[: forms.TITLE_MAX * 2]
    if request.headers.get("HX-Request") != "true":
        return redirect(url_for("explore.ideas", q=title), 303)
    found = around.similar_ideas(title, round_in_phase(PhaseKind.IDEAS)) if len(title) >= 8 else []
    return render_template("ideas/_alike.html", alike=found, seen=request.args.get("seen", "").split()[:40])
