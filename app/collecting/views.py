"""The pages of sheets: print some, type a pile, claim one's own."""

from flask import Blueprint, flash, g, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.collecting import codes, forms, policy, queries, services, squares  # noqa: F401  (policy registers its rules)
from app.core import pdf
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.links import full_address
from app.core.policy import door, public
from app.core.visit import keep_when_signing_in
from app.events.models import Event
from app.events.queries import event_by_public_id
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus

bp = Blueprint("collecting", __name__)
KEY = keep_when_signing_in("claim_code")


@bp.route("/comptoirs/<public_id>/feuilles", methods=["GET", "POST"])
@door("sheet.print", load=event_by_public_id)
def sheets(event: Event) -> ResponseReturnValue:
    """Print sheets for a meeting: the answer holds their codes, which are kept nowhere."""
    form = forms.PrintForm()
    if form.validate_on_submit():
        with shown_on(form):
            return _printed(event, form)
    return render_template(
        "collecting/print.html",
        event=event,
        form=form,
        pile=queries.pile_of(event, g.actor),
        batches=queries.batches_of(event),
    ), 422 if form.errors else 200


def _printed(event: Event, form: forms.PrintForm) -> ResponseReturnValue:
    printed = [
        (number, codes.shown(code)) for number, code in services.print_sheets(event, form.count.data, by=g.actor)
    ]
    about = {
        "event": event,
        "sheets": printed,
        "square": squares.drawing_of(full_address(url_for("ideas.post"))),
        "post_address": full_address(url_for("ideas.post")),
        "claim_address": full_address(url_for(".claim")),
    }
    if form.wanted.data == forms.PAGE:
        answer: ResponseReturnValue = render_template("collecting/sheets.html", **about)
    else:
        answer = pdf.download(pdf.draw("collecting/sheets_pdf.html", **about), "feuilles")
    db.session.commit()
    return answer


@bp.route("/comptoirs/<public_id>/saisie", methods=["GET", "POST"])
@door("sheet.type", load=event_by_public_id)
def type_sheet(event: Event) -> ResponseReturnValue:
    """Type one sheet after the other, without the mouse: the cursor waits in the code of the next one."""
    form = forms.SheetForm(data={"municipality": event.municipality.label})
    if form.validate_on_submit():
        with shown_on(form):
            sheet = services.type_sheet(event, **form.typed, by=g.actor)
            db.session.commit()
            flash(_("Feuille n° %(number)s enregistrée. À la suivante.", number=sheet.number), "success")
            return redirect(url_for(".type_sheet", public_id=event.public_id), 303)
    pile = queries.pile_of(event, g.actor)
    return render_template("collecting/type.html", event=event, form=form, pile=pile), 422 if form.errors else 200


@bp.route("/envies/reclamer", methods=["GET", "POST"])
@public
def claim() -> ResponseReturnValue:
    """Become the author of what one wrote at a comptoir; the account comes last, and the code waits meanwhile."""
    form = forms.ClaimForm(data={"code": session.get(KEY, "")})
    if form.validate_on_submit():
        with shown_on(form):
            code = codes.read(form.code.data)
            if g.actor is None:
                session[KEY] = codes.shown(code)
                flash(_("Votre code est gardé. Dites qui vous êtes : il vous attendra ici."), "info")
                return redirect(url_for("accounts.sign_in", next=url_for(".claim")), 303)
            wait = services.spend_claim(by=g.actor)
            db.session.commit()
            if wait:
                raise services.TooManyCodes(wait)
            idea = services.claim_sheet(code, by=g.actor)
            db.session.commit()
            session.pop(KEY, None)
            flash(what_comes_next(idea), "success")
            return redirect(url_for("ideas.detail", public_id=idea.public_id), 303)
    waiting = g.actor is not None and KEY in session and not form.errors
    return render_template("collecting/claim.html", form=form, waiting=waiting), 422 if form.errors else 200


def what_comes_next(idea: Idea) -> str:
    """Where the envie stands, for its new author."""
    if idea.status is IdeaStatus.PENDING:
        return _("Cette envie est la vôtre. L’équipe la relit encore : un courriel vous dira si elle est publiée.")
    if idea.status is IdeaStatus.PUBLISHED:
        return _(
            "Cette envie est la vôtre, et tout le monde peut la lire. Vous pouvez en faire un projet quand vous voulez."
        )
    return _("Cette envie est la vôtre. Cette page vous dit où elle en est, et pourquoi.")
