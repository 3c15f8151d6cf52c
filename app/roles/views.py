"""The pages about roles: given by administrators, delegated by their holders; and the interests declared."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.models import ROLE_NAMES, Interest, Role, RoleGrant
from app.accounts.scopes import Scope
from app.accounts.services import grants
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.paging import page_of
from app.core.policy import door
from app.core.visit import local_path
from app.roles import forms, policy, queries, services, subjects  # noqa: F401  (policy registers its rules)

bp = Blueprint("roles", __name__, url_prefix="/gestion")
bp.add_app_template_filter(services.last_day, "last_day")


# --- given by administrators --------------------------------------------------------------------------------------


@bp.get("/roles")
@door("role.see")
def index() -> ResponseReturnValue:
    """Who holds which role, where and until when."""
    return _roles_page(forms.GrantForm(formdata=None))


@bp.post("/roles")
@door("role.grant")
def grant() -> ResponseReturnValue:
    """Give a role to somebody who has an account."""
    form = forms.GrantForm()
    form.offer("")
    if form.validate_on_submit():
        with shown_on(form):
            person, role = services.find_person(form.email.data), Role(form.role.data)
            given = {"by": g.actor, "ends_at": form.ends_at, "reason": form.reason.data.strip()}
            grants.grant_role(person, role, form.chosen(), **given)
            db.session.commit()
            flash(_("%(name)s a le rôle « %(role)s ».", name=person.name, role=ROLE_NAMES[role]), "success")
            return redirect(url_for(".index"), 303)
    return _roles_page(form)


def _roles_page(form: forms.GrantForm) -> ResponseReturnValue:
    words = request.args.get("q", "").strip()[:100]
    held = queries.every_grant(words)
    form.offer(_("Tout le site"))
    shown = {"grants": held, "words": words, "labels": queries.scope_labels(held), "role_names": ROLE_NAMES}
    page = render_template("roles/index.html", form=form, **shown)
    return page, 422 if form.errors else 200


@bp.route("/roles/<public_id>/duree", methods=["GET", "POST"])
@door("role.limit", load=queries.grant_by_public_id)
def limit(held: RoleGrant) -> ResponseReturnValue:
    """Let a role end on another day."""
    form = forms.LimitForm()
    if form.validate_on_submit():
        with shown_on(form):
            grants.limit_grant(held, services.end_of(form.ends_on.data), form.reason.data, by=g.actor)
            db.session.commit()
            flash(_("%(name)s : le rôle finit ce jour-là.", name=held.person.name), "success")
            return redirect(url_for(".index"), 303)
    return _grant_page("roles/limit.html", form, held)


@bp.route("/roles/<public_id>/retirer", methods=["GET", "POST"])
@door("role.revoke", load=queries.grant_by_public_id)
def revoke(held: RoleGrant) -> ResponseReturnValue:
    """Take a role back, now."""
    form = forms.EndForm()
    if form.validate_on_submit():
        with shown_on(form):
            name, role = held.person.name, ROLE_NAMES[held.role]
            grants.revoke_grant(held, form.reason.data, by=g.actor)
            db.session.commit()
            flash(_("%(name)s n’a plus le rôle « %(role)s ».", name=name, role=role), "success")
            return redirect(url_for(".index"), 303)
    return _grant_page("roles/revoke.html", form, held)


def _grant_page(template: str, form: forms.EndForm | forms.LimitForm, held: RoleGrant) -> ResponseReturnValue:
    where = queries.scope_labels([held])[held.public_id]
    page = render_template(template, form=form, grant=held, role=ROLE_NAMES[held.role], where=where)
    return page, 422 if form.errors else 200


# --- delegated by their holders -------------------------------------------------------------------------------------


@bp.route("/delegations", methods=["GET", "POST"])
@door("delegation.give")
def delegations() -> ResponseReturnValue:
    """Lend one's own role until a date, and see what one lent."""
    mine = [held for held in g.actor.grants if held.is_delegable]
    form = forms.DelegationForm().offer_grants(mine, queries.scope_labels(mine))
    form.offer(_("Comme mon rôle"))
    if form.validate_on_submit():
        with shown_on(form):
            source = next(held for held in mine if held.public_id == form.grant.data)
            person = services.find_person(form.email.data)
            scope, end = form.chosen(Scope(source.scope, source.scope_key)), services.end_of(form.ends_on.data)
            name = str(ROLE_NAMES[source.role])
            services.delegate(source, person, scope, end, role_name=name, by=g.actor)
            db.session.commit()
            flash(_("C’est délégué : %(name)s reçoit un courriel.", name=person.name), "success")
            return redirect(url_for(".delegations"), 303)
    given = queries.delegations_by(g.actor)
    page = render_template(
        "roles/delegations.html", form=form, grants=given, labels=queries.scope_labels(given), role_names=ROLE_NAMES
    )
    return page, 422 if form.errors else 200


@bp.post("/delegations/<public_id>/retirer")
@door("delegation.end", load=queries.grant_by_public_id)
def end_delegation(held: RoleGrant) -> ResponseReturnValue:
    """Take back what one delegated."""
    name = held.person.name
    services.end_delegation(held, by=g.actor)
    db.session.commit()
    flash(_("%(name)s : la délégation est finie.", name=name), "success")
    return redirect(url_for(".delegations"), 303)


# --- interests ------------------------------------------------------------------------------------------------------


@bp.route("/interets", methods=["GET", "POST"])
@door("interest.declare")
def interests() -> ResponseReturnValue:
    """My interests: declare one, withdraw one; ?page= is the page it is about, where declaring leads back."""
    page = local_path(request.args.get("page"))
    form = forms.InterestForm(data={"about": page})
    if form.validate_on_submit():
        with shown_on(form):
            services.declare(services.find_subject(form.about.data), form.sentence.data, person=g.actor, by=g.actor)
            db.session.commit()
            flash(_("C’est déclaré. Une autre personne s’en occupera."), "success")
            return redirect(page or url_for(".interests"), 303)
    declared = queries.interests_of(g.actor)
    return render_template(
        "roles/interests.html",
        form=form,
        interests=declared,
        titles=subjects.titles_of(interest.subject for interest in declared),
        page=page,
    ), 422 if form.errors else 200


@bp.post("/interets/<public_id>/retirer")
@door("interest.withdraw", load=queries.interest_by_public_id)
def withdraw_interest(interest: Interest) -> ResponseReturnValue:
    """The interest is over."""
    services.withdraw_interest(interest, by=g.actor)
    db.session.commit()
    flash(_("Ce lien d’intérêt est retiré. Il reste écrit dans le registre."), "success")
    return redirect(url_for(".interests" if interest.person_id == g.actor.id else ".register"), 303)


@bp.get("/interets/registre")
@door("interest.read")
def register() -> ResponseReturnValue:
    """Every interest declared by the team."""
    return _register_page(forms.RecordForm(formdata=None))


@bp.post("/interets/registre")
@door("interest.record")
def record_interest() -> ResponseReturnValue:
    """Record an interest for another member of the team, with the reason."""
    form = forms.RecordForm()
    if form.validate_on_submit():
        with shown_on(form):
            person, subject = services.find_person(form.email.data), services.find_subject(form.about.data)
            services.declare(subject, form.sentence.data, person=person, by=g.actor)
            db.session.commit()
            flash(_("C’est inscrit : %(name)s reçoit un courriel.", name=person.name), "success")
            return redirect(url_for(".register"), 303)
    return _register_page(form)


def _register_page(form: forms.RecordForm) -> ResponseReturnValue:
    number = request.args.get("page", 1, type=int)
    page = page_of(db.session, queries.register(), number, size=50) if number > 0 else abort(404)
    titles = subjects.titles_of(interest.subject for interest in page.rows)
    return render_template("roles/register.html", form=form, page=page, titles=titles), 422 if form.errors else 200
