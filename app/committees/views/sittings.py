"""Who sits in a committee, its sittings with their agenda, the minutes."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.committees import forms, minutes, policy, queries, services  # noqa: F401  (policy registers its rules)
from app.committees.models import CommitteeMember, Sitting
from app.committees.views.blueprint import bp, done
from app.core import pdf
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door, may
from app.rounds.models import Round
from app.rounds.queries import round_by_public_id


@bp.get("/")
@door("committee.list")
def index() -> ResponseReturnValue:
    """The sittings this person prepares or attends, and the rounds whose committee they compose."""
    sittings = queries.sittings_of(g.actor)
    rounds = queries.rounds_of(g.actor) if may("committee.compose") else []
    return render_template("committees/index.html", sittings=sittings, sizes=queries.sizes_of(sittings), rounds=rounds)


@bp.route("/editions/<public_id>/membres", methods=["GET", "POST"])
@door("committee.compose", load=round_by_public_id)
def members(round_: Round) -> ResponseReturnValue:
    """Who sits in the committee of a round; a form for one more."""
    form = forms.SeatForm()
    if form.validate_on_submit():
        with shown_on(form):
            member = services.give_seat(round_, *form.typed, by=g.actor)
            db.session.commit()
            flash(_("%(name)s siège au comité.", name=member.person.name), "success")
            return redirect(url_for(".members", public_id=round_.public_id), 303)
    page = {"round": round_, "form": form, "members": queries.members_of(round_)}
    return render_template("committees/members.html", **page), 422 if form.errors else 200


@bp.post("/membres/<public_id>/fin")
@door("committee.compose", load=queries.seat_by_public_id)
def end_term(member: CommitteeMember) -> ResponseReturnValue:
    """A term ends today."""
    services.end_term(member, by=g.actor)
    db.session.commit()
    flash(_("%(name)s : le mandat finit aujourd’hui.", name=member.person.name), "success")
    return redirect(url_for(".members", public_id=member.round.public_id), 303)


@bp.route("/editions/<public_id>/seances/nouvelle", methods=["GET", "POST"])
@door("sitting.plan", load=round_by_public_id)
def plan(round_: Round) -> ResponseReturnValue:
    """Prepare a sitting."""
    form = forms.SittingForm()
    if form.validate_on_submit():
        with shown_on(form):
            sitting = services.plan_sitting(round_, form.held_at, form.place.data, form.note.data or "", by=g.actor)
            db.session.commit()
            flash(_("La séance est préparée : mettez maintenant des dossiers à l’ordre du jour."), "success")
            return redirect(url_for(".sitting", public_id=sitting.public_id), 303)
    return render_template("committees/plan.html", round=round_, form=form), 422 if form.errors else 200


@bp.get("/seances/<public_id>")
@door("sitting.see", load=queries.sitting_by_public_id)
def sitting(found: Sitting) -> ResponseReturnValue:
    """A sitting: where it stands, who is there, its agenda."""
    return _sitting_page(found)


@bp.post("/seances/<public_id>/ordre-du-jour")
@door("sitting.arrange", load=queries.sitting_by_public_id)
def add_to_agenda(found: Sitting) -> ResponseReturnValue:
    """Put dossiers on the agenda."""
    form = forms.AgendaForm()
    if form.validate_on_submit():
        with shown_on(form):
            wanted = set(form.proposals.data or [])
            chosen = [each for each in queries.waiting_for_a_sitting(found) if each.id in wanted]
            added = services.add_to_agenda(found, chosen, by=g.actor)
            return done(found, ngettext("%(num)s dossier ajouté.", "%(num)s dossiers ajoutés.", added))
    return _sitting_page(found, agenda=form)


@bp.post("/seances/<public_id>/presences")
@door("sitting.arrange", load=queries.sitting_by_public_id)
def note_presences(found: Sitting) -> ResponseReturnValue:
    """Who is there."""
    form = forms.PresencesForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.note_presences(found, form.members.data or [], by=g.actor)
            return done(found, _("Les présences sont notées."))
    return _sitting_page(found, presences=form)


@bp.post("/seances/<public_id>/convoquer")
@door("sitting.arrange", load=queries.sitting_by_public_id)
def convene(found: Sitting) -> ResponseReturnValue:
    """Call the members."""
    called = services.convene(found, by=g.actor)
    return done(found, ngettext("%(num)s membre convoqué.", "%(num)s membres convoqués.", called))


@bp.post("/seances/<public_id>/ouvrir")
@door("sitting.arrange", load=queries.sitting_by_public_id)
def open_sitting(found: Sitting) -> ResponseReturnValue:
    """Begin, and go to the first dossier."""
    services.open_sitting(found, by=g.actor)
    db.session.commit()
    flash(_("La séance est ouverte."), "success")
    return redirect(url_for(".dossier", public_id=found.items[0].public_id), 303)


@bp.post("/seances/<public_id>/lever")
@door("sitting.arrange", load=queries.sitting_by_public_id)
def close_sitting(found: Sitting) -> ResponseReturnValue:
    """End; the minutes are ready."""
    services.close_sitting(found, by=g.actor)
    db.session.commit()
    flash(_("La séance est levée. Son procès-verbal est prêt."), "success")
    return redirect(url_for(".report", public_id=found.public_id), 303)


@bp.route("/seances/<public_id>/annuler", methods=["GET", "POST"])
@door("sitting.arrange", load=queries.sitting_by_public_id)
def cancel(found: Sitting) -> ResponseReturnValue:
    """Call a sitting off, with a reason."""
    form = forms.CancelForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.cancel(found, form.reason.data, by=g.actor)
            return done(found, _("La séance est annulée, les membres convoqués sont prévenus."))
    return render_template("committees/cancel.html", sitting=found, form=form), 422 if form.errors else 200


@bp.get("/seances/<public_id>/proces-verbal")
@door("sitting.see", load=queries.sitting_by_public_id)
def report(found: Sitting) -> ResponseReturnValue:
    """The minutes."""
    return render_template("committees/minutes.html", **_minutes(found), form=forms.RemarksForm(obj=found))


@bp.post("/seances/<public_id>/proces-verbal")
@door("sitting.arrange", load=queries.sitting_by_public_id)
def write_remarks(found: Sitting) -> ResponseReturnValue:
    """What the minutes say beside the dossiers."""
    form = forms.RemarksForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.write_remarks(found, form.remarks.data or "", by=g.actor)
            db.session.commit()
            flash(_("Les observations sont écrites."), "success")
            return redirect(url_for(".report", public_id=found.public_id), 303)
    return render_template("committees/minutes.html", **_minutes(found), form=form), 422


@bp.get("/seances/<public_id>/proces-verbal.pdf")
@door("sitting.see", load=queries.sitting_by_public_id)
def report_file(found: Sitting) -> ResponseReturnValue:
    """The minutes as PDF."""
    return pdf.download(pdf.draw("committees/minutes_pdf.html", **_minutes(found)), "proces-verbal")


def _sitting_page(sitting: Sitting, agenda: Any = None, presences: Any = None) -> ResponseReturnValue:
    members, arranges = queries.sitting_members(sitting), may("sitting.arrange", sitting)
    movable = arranges and not sitting.is_over
    agenda = agenda or forms.AgendaForm(formdata=None)
    waiting = queries.waiting_for_a_sitting(sitting) if movable else []
    agenda.proposals.choices = [(each.id, each.title) for each in waiting]
    there = [each.member_id for each in sitting.presences]
    presences = presences or forms.PresencesForm(formdata=None, data={"members": there})
    presences.members.choices = [(each.id, f"{each.person.name} ({each.seat_name})") for each in members]
    strength = queries.strength_of(sitting, members)
    page = {"sitting": sitting, "members": members, "waiting": waiting, "movable": movable, "there": set(there)}
    forms_ = {"agenda_form": agenda, "presences_form": presences}
    code = 422 if agenda.errors or presences.errors else 200
    words = minutes.quorum_in_words(strength)
    return render_template("committees/sitting.html", **page, **forms_, quorum=words), code


def _minutes(sitting: Sitting) -> dict[str, Any]:
    members = queries.sitting_members(sitting)
    strength = queries.strength_of(sitting, members)
    lines = [(item, minutes.vote_in_words(item), minutes.recusals_in_words(item, members)) for item in sitting.items]
    there = {each.member_id for each in sitting.presences}
    return {
        "sitting": sitting,
        "present": [member for member in members if member.id in there],
        "absent": [member for member in members if member.id not in there],
        "lines": lines,
        "quorum": minutes.quorum_in_words(strength),
    }
