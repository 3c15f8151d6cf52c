"""The page of the child, who asks, and the page of the parent, who answers."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.minors import forms, policy, queries, services  # noqa: F401  (policy registers its rules)
from app.minors.models import ParentalAgreement

bp = Blueprint("minors", __name__, url_prefix="/accord-parental")


@bp.route("", methods=["GET", "POST"])
@door("agreement.ask")
def ask() -> ResponseReturnValue:
    """Give a parent's address, or see where the answer stands."""
    form = forms.ParentForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.ask(form.email.data, by=g.actor)
            db.session.commit()
            flash(_("Le courriel part à votre parent. Vous en recevrez un dès sa réponse."), "success")
            return redirect(url_for(".ask"), 303)
    page = render_template("minors/ask.html", form=form, agreement=queries.agreement_of(g.actor))
    return page, 422 if form.errors else 200


@bp.post("/quinze-ans")
@door("agreement.outgrow")
def outgrow() -> ResponseReturnValue:
    """Say that one is 15 now."""
    services.outgrow(by=g.actor)
    db.session.commit()
    flash(_("C’est noté : vous publiez désormais sans accord."), "success")
    return redirect(url_for("accounts.me"), 303)


@bp.get("/<token>")
@door("agreement.see", load=queries.agreement_by_token)
def answer(agreement: ParentalAgreement) -> ResponseReturnValue:
    """What is asked of a parent; opening the link decides nothing."""
    return render_template("minors/answer.html", agreement=agreement, token=_token())


@bp.post("/<token>/donner")
@door("agreement.give", load=queries.agreement_by_token)
def give(agreement: ParentalAgreement) -> ResponseReturnValue:
    """Agree."""
    services.give(agreement)
    return _answered(_("Votre accord est donné. Vous pouvez le retirer ici à tout moment."))


@bp.post("/<token>/retirer")
@door("agreement.withdraw", load=queries.agreement_by_token)
def withdraw(agreement: ParentalAgreement) -> ResponseReturnValue:
    """Do not agree, or no longer."""
    services.withdraw(agreement)
    return _answered(_("C’est noté : plus rien ne peut être publié ni déposé."))


def _answered(sentence: str) -> ResponseReturnValue:
    db.session.commit()
    flash(sentence, "success")
    return redirect(url_for(".answer", token=_token()), 303)


def _token() -> str:
    return str((request.view_args or {})["token"])
