"""The booth: read, choose, check, confirm, receipt. No account is needed; choices live in the visitor's cookie only."""

from typing import Any

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.booth import desk, forms, policy, queries, receipts, services, visitor  # noqa: F401  (policy registers its rules)
from app.booth.desk import Desk
from app.booth.roll import Identity
from app.core.errors import Denied, Refused
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door, public
from app.core.visit import browser
from app.files.queries import picture_of
from app.rounds import queries as rounds
from app.rounds.models import PhaseKind, Round

bp = Blueprint("booth", __name__, url_prefix="/vote")
read_door = door("booth.read", load=queries.public_round)


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    """The round in vote; when there is none, when the next one opens."""
    open_now = rounds.rounds_in_phase(PhaseKind.VOTE)
    if len(open_now) == 1:
        return redirect(url_for(".ballot", round=open_now[0].public_id))
    return render_template("booth/index.html", open_now=open_now, coming=desk.coming_vote())


@bp.get("/<round>/")
@read_door
def ballot(round_: Round) -> ResponseReturnValue:
    """The labelled projects in the visitor's own order, narrowed by the address."""
    narrow = {name: request.args.get(name, "").strip() for name in ("theme", "lieu", "q")}
    table = Desk(round_)
    page = table.page(narrow, request.args.get("page", 1, type=int))
    return render_template("booth/ballot.html", desk=table, narrow=narrow, page=page)


@bp.get("/<round>/projets/<int:number>")
@door("booth.read", load=desk.numbered)
def project(found: tuple[Desk, Any]) -> ResponseReturnValue:
    """One project in full, with its neighbours in the visitor's order."""
    table, proposal = found
    return render_template("booth/project.html", desk=table, proposal=proposal, photo=picture_of(proposal))


@bp.errorhandler(Denied)
def closed(denied: Denied) -> ResponseReturnValue:
    """A token moved once the vote is over: back to the projects, which say so; htmx is led there too."""
    home = url_for(".ballot", **{"round": (request.view_args or {})["round"]})
    flash(str(denied), "warning")
    if request.headers.get("HX-Request") == "true":
        return Response(headers={"HX-Redirect": home})
    return redirect(home, 303)


def _to_move(round: str, number: int, put: bool) -> tuple[Desk, Any, bool] | None:
    found = desk.numbered(round, number)
    return (*found, put) if found else None


@bp.post("/<round>/projets/<int:number>/poser", endpoint="place", defaults={"put": True})
@bp.post("/<round>/projets/<int:number>/retirer", endpoint="take_back", defaults={"put": False})
@door("booth.choose", load=_to_move)
def move_token(found: tuple[Desk, Any, bool]) -> ResponseReturnValue:
    """Put a token on a project or take it back; htmx gets the card and the slots, others go back where they were."""
    table, proposal, put = found
    full = put and not table.place(proposal)
    if not put:
        visitor.take_back(table.round, proposal.code)
    if request.headers.get("HX-Request") == "true":
        return render_template("booth/_moved.html", desk=table, proposal=proposal, back=_back(table.round), full=full)
    if full:
        flash(table.full_sentence, "warning")
    return redirect(_back(table.round), 303)


def _back(round_: Round) -> str:
    """The page of this round the form came from; any other address is ignored."""
    home = url_for(".ballot", round=round_.public_id)
    back = request.form.get("back", "")
    return back if back.startswith(home) else home


@bp.route("/<round>/verifier", methods=["GET", "POST"])
@door("booth.cast", load=queries.public_round)
def check(round_: Round) -> ResponseReturnValue:
    """Read one's choice again, say who one is, ask for the code."""
    table = Desk(round_)
    known = visitor.typed(round_) or {"email": g.actor.email if g.actor else None}
    form = forms.IdentityForm(data=known)
    if form.validate_on_submit():
        name = " ".join(f"{form.first_name.data} {form.family_name.data}".split())
        identity = Identity(name, form.birth_year.data, form.municipality_code, form.email.data.strip())
        with shown_on(form):
            services.request_code(round_, identity, table.codes, browser=browser())
            db.session.commit()
            visitor.identify(round_, identity, {k: v for k, v in form.data.items() if k != "csrf_token"})
            return redirect(url_for(".confirm", round=round_.public_id), 303)
    return render_template("booth/check.html", desk=table, form=form), 422 if form.errors else 200


@bp.route("/<round>/confirmer", methods=["GET", "POST"])
@door("booth.cast", load=queries.public_round)
def confirm(round_: Round) -> ResponseReturnValue:
    """Type the code: the one POST that casts the ballot."""
    identity = visitor.identity(round_)
    if identity is None:
        flash(_("Dites d’abord qui vous êtes : ce que vous aviez écrit n’est gardé qu’une demi-heure."), "info")
        return redirect(url_for(".check", round=round_.public_id), 303)
    table, form, cast = Desk(round_), forms.CodeForm(), None
    if form.validate_on_submit():
        with shown_on(form):
            cast = services.cast_ballot(round_, identity, table.codes, form.code.data, browser=browser())
            db.session.commit()
            if isinstance(cast, Refused):
                raise cast
    if isinstance(cast, services.Cast):
        return _receipted(round_, identity, cast)
    return render_template("booth/confirm.html", desk=table, identity=identity, form=form), 422 if form.errors else 200


@bp.post("/<round>/oublier")
@read_door
def forget(round_: Round) -> ResponseReturnValue:
    """Clear what this browser remembers of a vote: who, which projects, which receipt."""
    visitor.forget(round_)
    flash(
        _("C’est oublié : cet appareil ne garde plus rien de ce que vous avez saisi. L’urne, elle, ne change pas."),
        "success",
    )
    return redirect(url_for(".ballot", round=round_.public_id), 303)


def _receipted(round_: Round, identity: Identity, cast: services.Cast) -> ResponseReturnValue:
    """After the commit, and only then: sign, remember, mail."""
    receipt = services.sign_receipt(cast)
    visitor.leave(round_, receipt.text, cast.replaced)
    if not services.mail_receipt(round_, identity.address, receipt):
        unsent = _("Votre vote est enregistré, mais le courriel n’a pas pu partir : téléchargez votre reçu ici.")
        flash(unsent, "warning")
    return redirect(url_for(".receipt", round=round_.public_id), 303)


@bp.get("/<round>/recu")
@read_door
def receipt(round_: Round) -> ResponseReturnValue:
    """The receipt of the vote cast from this browser, to print or keep."""
    text, replaced = visitor.receipt(round_)
    found = receipts.parse(text)
    if found is None:
        flash(_("Aucun vote n’a encore été enregistré depuis ce navigateur."), "info")
        return redirect(url_for(".ballot", round=round_.public_id), 303)
    return render_template("booth/receipt.html", desk=Desk(round_), receipt=found, replaced=replaced)


@bp.get("/<round>/recu.json")
@read_door
def receipt_file(round_: Round) -> ResponseReturnValue:
    """The same receipt as a file."""
    found = receipts.parse(visitor.receipt(round_)[0]) or abort(404)
    name = f"recu-{found.code}.json"
    return Response(
        found.to_json(), mimetype="application/json", headers={"Content-Disposition": f"attachment; filename={name}"}
    )


@bp.route("/recu", methods=["GET", "POST"])
@public
def verify() -> ResponseReturnValue:
    """Check a receipt: is it signed here, and is its ballot in the box?"""
    form, checked = forms.ReceiptForm(), None
    if form.validate_on_submit():
        checked = services.check_receipt(form.receipt.data)
    return render_template("booth/verify.html", form=form, checked=checked), 422 if form.errors else 200


@bp.app_template_global()
def tokens_left(count: int) -> str:
    """How many tokens remain, in words."""
    return ngettext("Il vous reste un jeton à poser.", "Il vous reste %(num)s jetons à poser.", count)
