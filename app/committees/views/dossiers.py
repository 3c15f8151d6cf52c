"""One dossier before the committee: shown large, who steps back, each vote, what is said."""

from collections.abc import Callable
from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.committees import forms, minutes, policy, queries, services
from app.committees.models import AgendaItem, CommitteeMember
from app.committees.status import SittingStatus
from app.committees.views.blueprint import bp, done
from app.core.errors import Refused
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door, may
from app.projects.steps import said as in_words
from app.reviews import queries as reviews


@bp.get("/dossiers/<public_id>")
@door("agenda.see", load=queries.item_by_public_id)
def dossier(item: AgendaItem) -> ResponseReturnValue:
    """One dossier, large, for the whole room; the next one by its link or the right arrow."""
    return _dossier_page(item)


@bp.post("/dossiers/<public_id>/rang")
@door("agenda.arrange", load=queries.item_by_public_id)
def move(item: AgendaItem) -> ResponseReturnValue:
    """Elsewhere on the agenda."""
    form = forms.PlaceForm()
    if not form.validate_on_submit():
        raise Refused(str(forms.WHOLE))
    services.move_item(item, form.to.data, by=g.actor)
    return done(item.sitting, _("L’ordre du jour est changé."))


@bp.post("/dossiers/<public_id>/retirer")
@door("agenda.arrange", load=queries.item_by_public_id)
def remove(item: AgendaItem) -> ResponseReturnValue:
    """Off the agenda."""
    services.remove_item(item, by=g.actor)
    return done(item.sitting, _("Le dossier n’est plus à l’ordre du jour."))


@bp.post("/dossiers/<public_id>/deport")
@door("agenda.say", load=queries.item_by_public_id)
def recuse(item: AgendaItem) -> ResponseReturnValue:
    """Whether a member steps back."""
    form = forms.LinkForm()
    return _write(
        item, form, "link", lambda: services.answer_link(
            item, _member(item, form.member.data), form.steps_back.data == "yes", form.reason.data, by=g.actor
        ), _("C’est noté au procès-verbal."),
    )  # fmt: skip


@bp.post("/dossiers/<public_id>/voix")
@door("agenda.vote", load=queries.item_by_public_id)
def vote(item: AgendaItem) -> ResponseReturnValue:
    """A member gives their own vote."""
    form = forms.VoiceForm()
    return _write(item, form, "voice", lambda: services.cast_vote(item, _mine(item), form.choice.data, by=g.actor),
                  _("Votre voix est notée."))  # fmt: skip


@bp.post("/dossiers/<public_id>/appel")
@door("agenda.say", load=queries.item_by_public_id)
def call(item: AgendaItem) -> ResponseReturnValue:
    """Whoever writes the minutes notes the vote of a member called by name."""
    form = forms.VoiceForm()
    return _write(
        item, form, "voice", lambda: services.cast_vote(
            item, _member(item, form.member.data), form.choice.data, by=g.actor
        ), _("La voix est notée."),
    )  # fmt: skip


@bp.post("/dossiers/<public_id>/avis")
@door("agenda.say", load=queries.item_by_public_id)
def say(item: AgendaItem) -> ResponseReturnValue:
    """What the committee says."""
    form = forms.SaidForm()
    return _write(item, form, "said", lambda: services.say(item, form.typed, by=g.actor),
                  _("L’avis du comité est écrit. La décision n’est visible de personne avant l’annonce."))  # fmt: skip


def _write(item: AgendaItem, form: Any, name: str, deed: Callable[[], object], done: str) -> ResponseReturnValue:
    """Do one deed about a dossier and come back to its page."""
    if form.validate_on_submit():
        with shown_on(form):
            deed()
            db.session.commit()
            flash(done, "success")
            return redirect(url_for(".dossier", public_id=item.public_id), 303)
    return _dossier_page(item, **{name: form})


def _member(item: AgendaItem, public_id: str) -> CommitteeMember:
    found = next((m for m in queries.sitting_members(item.sitting) if m.public_id == public_id), None)
    if found is None:
        raise Refused(_("Cette personne ne siège pas à cette séance."))
    return found


def _mine(item: AgendaItem) -> CommitteeMember:
    found = queries.member_of(g.actor, item.sitting)
    if found is None:
        raise Refused(_("Votre mandat ne court pas le jour de cette séance."))
    return found


def _dossier_page(item: AgendaItem, link: Any = None, voice: Any = None, said: Any = None) -> ResponseReturnValue:
    start = {"outcome": item.outcome, "reason": item.reason, "consensus": item.by_consensus} if item.outcome else {}
    typed = {
        "link_form": link or forms.LinkForm(formdata=None),
        "voice_form": voice or forms.VoiceForm(formdata=None),
        "said_form": said or forms.SaidForm(formdata=None, data=start),
    }
    code = 422 if any(form.errors for form in typed.values()) else 200
    return render_template("committees/dossier.html", **typed, **_shown(item)), code


def _shown(item: AgendaItem) -> dict[str, Any]:
    """What the page says of a dossier."""
    sitting, members = item.sitting, queries.sitting_members(item.sitting)
    agenda = queries.agenda_of(sitting)
    here = agenda.index(item.public_id)
    is_open = sitting.status is SittingStatus.OPEN and item.is_live
    return {
        "item": item,
        "sitting": sitting,
        "proposal": item.proposal,
        "voters": queries.voters_on(item, members),
        "quorum": minutes.quorum_in_words(queries.strength_of(sitting, members, item)),
        "vote": minutes.vote_in_words(item),
        "recusals": minutes.recusals_in_words(item, members),
        "unsaid": queries.unsaid(item),
        "names": {member.id: member for member in members},
        "before": agenda[here - 1] if here else None,
        "after": agenda[here + 1] if here + 1 < len(agenda) else None,
        "number": here + 1,
        "all": len(agenda),
        "mine": next((each for each in members if each.person_id == g.actor.id), None),
        "writes": is_open and may("agenda.say", item),
        **(_seen(item) if policy.is_outside(g.actor, item) else {"marks": [], "opinions": []}),
        "said": in_words,
    }


def _seen(item: AgendaItem) -> dict[str, Any]:
    """What whoever is not of the team sees beside the dossier: the means of the readers, the opinions of services."""
    means = reviews.mean_scores(item.proposal)
    names = {one.key: one.name for one in reviews.grid_of(item.sitting.round).criteria} if means else {}
    opinions = [each for each in reviews.opinions_of(item.proposal) if each.advice]
    return {"marks": [(names.get(key, key), mean) for key, mean in means.items()], "opinions": opinions}
