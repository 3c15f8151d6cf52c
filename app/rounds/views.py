"""The pages about rounds: for everybody under /editions, for staff under /gestion/editions."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import clock
from app.core.errors import Stale
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.html import rich_document
from app.core.models import check_fresh
from app.core.policy import door, public
from app.rounds import calendar, figures, forms, policy, queries, rulebook_text, services, theming  # noqa: F401  (policy registers its rules)
from app.rounds.models import Phase, Round
from app.rounds.presets import dates_of, whole

bp = Blueprint("rounds", __name__, url_prefix="/editions")
staff = Blueprint("rounds_staff", __name__, url_prefix="/gestion/editions")


@bp.route("/")
@public
def index() -> ResponseReturnValue:
    """Every round the public sees."""
    return render_template(
        "rounds/index.html", rounds=queries.public_rounds(), calendar=calendar, envelope_of=queries.envelope_cents
    )


@bp.route("/<public_id>")
@door("round.see", load=queries.round_by_public_id)
def detail(round_: Round) -> ResponseReturnValue:
    """One round: where it stands, its calendar, its envelope, its rules in plain words."""
    rules = rulebook_text.rules_in_words(queries.rules_of(round_), round_.currency)
    running = [phase for phase in round_.phases if calendar.runs(phase)]
    return render_template(
        "rounds/detail.html",
        round=round_,
        rules=rules,
        running=running,
        calendar=calendar,
        envelope=queries.envelope_cents(round_),
    )


@bp.route("/<public_id>/reglement")
@door("round.see", load=queries.round_by_public_id)
def rulebook(round_: Round) -> ResponseReturnValue:
    """The rulebook in force, or the version ?version=N, and the list of versions."""
    number = request.args.get("version", type=int)
    book = queries.rulebook_by_number(round_, number) if number else round_.rulebook
    if number and book is None:
        abort(404)
    rules = rulebook_text.rules_in_words(whole(book.rules), round_.currency) if book else []
    return render_template(
        "rounds/rulebook.html",
        round=round_,
        book=book,
        text=rich_document(book.text) if book else "",
        rules=rules,
        versions=queries.published_versions(round_),
    )


@staff.route("/", endpoint="index")
@door("round.manage")
def staff_index() -> ResponseReturnValue:
    """Every round, drafts first to finish."""
    return render_template(
        "rounds/staff_index.html",
        rounds=queries.rounds_of_staff(g.actor),
        envelope_of=queries.envelope_cents,
        calendar=calendar,
    )


@staff.route("/nouvelle", methods=["GET", "POST"])
@door("round.create")
def create() -> ResponseReturnValue:
    """A new round from a preset; ?year= fills the dates of that year."""
    year = request.args.get("year", clock.today().year + 1, type=int)
    year = min(max(year, forms.YEARS[0]), forms.YEARS[1])
    form = forms.RoundForm(
        data=_typed_dates(dates_of(year))
        | {"year": year, "name": _("Budget citoyen %(year)s", year=year), "preset": "pas-de-calais"}
    )
    if form.validate_on_submit():
        with shown_on(form):
            round_ = services.create_round(
                name=form.name.data,
                year=form.year.data,
                preset=form.preset.data,
                envelope_cents=form.cents(),
                dates=form.dates(),
                by=g.actor,
            )
            db.session.commit()
            flash(_("L’édition est prête, en brouillon : relisez son règlement, puis publiez-la."), "success")
            return redirect(url_for(".detail", public_id=round_.public_id), 303)
    return _form_page("rounds/create.html", form, round=None, year=year)


@staff.route("/<public_id>/modifier", methods=["GET", "POST"])
@door("round.edit", load=queries.round_by_public_id)
def edit(round_: Round) -> ResponseReturnValue:
    """The same form, while the round is a draft."""
    typed = {
        "name": round_.name,
        "year": round_.year,
        "preset": round_.preset,
        "envelope": queries.envelope_cents(round_),
    }
    form = forms.RoundForm(data=_typed_dates(calendar.days_of(round_)) | typed | {"version": round_.version})
    if form.validate_on_submit():
        with shown_on(form):
            check_fresh(round_, form.version.data)
            services.edit_round(
                round_,
                name=form.name.data,
                year=form.year.data,
                envelope_cents=form.cents(),
                dates=form.dates(),
                by=g.actor,
            )
            db.session.commit()
            flash(_("L’édition est modifiée."), "success")
            return redirect(url_for(".detail", public_id=round_.public_id), 303)
    return _form_page("rounds/create.html", form, shown=round_, round=round_)


@staff.route("/<public_id>", endpoint="detail")
@door("round.manage", load=queries.round_by_public_id)
def staff_detail(round_: Round) -> ResponseReturnValue:
    """The round as staff run it: what waits, its phases with what can be done to each."""
    return render_template(
        "rounds/staff_detail.html",
        round=round_,
        calendar=calendar,
        envelope=queries.envelope_cents(round_),
        draft=queries.draft_of(round_),
        frozen=queries.is_frozen(round_),
    )


@staff.route("/<public_id>/themes", methods=["GET", "POST"])
@door("round.write_themes", load=queries.round_by_public_id)
def themes(round_: Round) -> ResponseReturnValue:
    """The themes this round has beside the ten: add, rename, order, no longer offer."""
    rows = forms.rows_of(queries.own_themes(round_))
    form = forms.ThemesForm(data={"rows": rows, "version": round_.version})
    if form.validate_on_submit():
        with shown_on(form):
            check_fresh(round_, form.version.data)
            theming.write_themes(round_, form.typed, by=g.actor)
            db.session.commit()
            flash(_("Les thèmes de l’édition sont enregistrés."), "success")
            return redirect(url_for(".themes", public_id=round_.public_id), 303)
    return _form_page("rounds/themes.html", form, shown=round_, round=round_)


@staff.route("/<public_id>/publier", methods=["POST"])
@door("round.publish", load=queries.round_by_public_id)
def publish(round_: Round) -> ResponseReturnValue:
    """Show the round to everybody."""
    services.publish_round(round_, by=g.actor)
    db.session.commit()
    flash(
        _("L’édition est publiée : tout le monde voit son calendrier. Ouvrez sa première phase quand vous êtes prêts."),
        "success",
    )
    return redirect(url_for(".detail", public_id=round_.public_id), 303)


@staff.route("/<public_id>/archiver", methods=["POST"])
@door("round.archive", load=queries.round_by_public_id)
def archive(round_: Round) -> ResponseReturnValue:
    """Keep the round as history."""
    services.archive_round(round_, by=g.actor)
    db.session.commit()
    flash(_("L’édition est archivée : tout reste lisible, plus rien n’y change."), "success")
    return redirect(url_for(".detail", public_id=round_.public_id), 303)


@staff.route("/<public_id>/reglement", methods=["GET", "POST"])
@door("rulebook.publish", load=queries.round_by_public_id)
def write_rulebook(round_: Round) -> ResponseReturnValue:
    """Write the next version; "draft" keeps it, otherwise it is published."""
    book = queries.draft_of(round_) or round_.rulebook
    rules = queries.rules_being_written(round_)
    data = forms.typed_from(rules) | {"text": book.text if book else rulebook_text.default_text(round_, rules)}
    form = forms.RulebookForm(
        data=data | {"version": book.version if book else None, "number": str(book.number) if book else ""}
    )
    if form.validate_on_submit():
        with shown_on(form):
            if book and form.number.data != str(book.number):
                raise Stale
            if book:
                check_fresh(book, form.version.data)
            done = _keep_rulebook(round_, form)
            db.session.commit()
            flash(done, "success")
            return redirect(url_for(".detail", public_id=round_.public_id), 303)
    if book:
        form.number.data = str(book.number)
    return _form_page(
        "rounds/write_rulebook.html", form, shown=book, round=round_, book=book, lot_seed=rules["lot_seed"]
    )


def _keep_rulebook(round_: Round, form: forms.RulebookForm) -> str:
    if form.draft.data:
        services.write_rulebook(round_, form.text.data, form.rules(), by=g.actor)
        return _("Le brouillon est enregistré. Personne d’autre que l’équipe ne le voit.")
    book = services.publish_rulebook(round_, form.text.data, form.rules(), by=g.actor)
    return _("La version %(number)s du règlement est publiée.", number=book.number)


@staff.route("/phases/<public_id>/ouvrir", methods=["GET", "POST"])
@door("phase.open", load=queries.phase_by_public_id)
def open_phase(phase: Phase) -> ResponseReturnValue:
    """Open a planned phase; the page says what the vote freezes."""
    form = forms.OpenForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.open_phase(phase, by=g.actor)
            return _back_to(phase, _("La phase « %(name)s » est ouverte.", name=phase.name))
    return _form_page("rounds/open_phase.html", form, phase=phase)


@staff.route("/phases/<public_id>/cloturer", methods=["GET", "POST"])
@door("phase.request_close", load=queries.phase_by_public_id)
def request_close(phase: Phase) -> ResponseReturnValue:
    """Ask for the closing; it stays open until another person confirms."""
    form = forms.CloseForm()
    if form.validate_on_submit():
        with shown_on(form):
            services.request_close(phase, by=g.actor, reason=form.reason.data or "")
            return _back_to(
                phase, _("La clôture est demandée. La phase reste ouverte jusqu’à ce qu’une autre personne confirme.")
            )
    return _form_page("rounds/request_close.html", form, phase=phase, calendar=calendar)


@staff.route("/phases/<public_id>/confirmer", methods=["GET", "POST"])
@door("phase.close", load=queries.phase_by_public_id)
def close(phase: Phase) -> ResponseReturnValue:
    """The second person reads why it is asked, the figures and what it changes, then confirms the closing."""
    if request.method == "GET":
        return render_template(
            "rounds/confirm_close.html",
            phase=phase,
            calendar=calendar,
            reason=figures.reason_of_request(phase),
            figures=figures.figures_of(phase),
            consequence=figures.consequence_of(phase),
        )
    services.confirm_close(phase, by=g.actor)
    return _back_to(phase, _("La phase « %(name)s » est close.", name=phase.name))


@staff.route("/phases/<public_id>/maintenir", methods=["POST"])
@door("phase.keep_open", load=queries.phase_by_public_id)
def keep_open(phase: Phase) -> ResponseReturnValue:
    """Set the request for closing aside."""
    services.keep_open(phase, by=g.actor)
    return _back_to(phase, _("La phase « %(name)s » reste ouverte.", name=phase.name))


@staff.route("/phases/<public_id>/dates", methods=["GET", "POST"])
@door("phase.reschedule", load=queries.phase_by_public_id)
def reschedule(phase: Phase) -> ResponseReturnValue:
    """Other days for a planned phase, with a reason."""
    form = forms.DatesForm(data={"first": clock.paris(phase.starts_at).date(), "last": calendar.last_day(phase)})
    if form.validate_on_submit():
        with shown_on(form):
            services.reschedule(phase, form.first.data, form.last.data, reason=form.reason.data, by=g.actor)
            return _back_to(phase, _("Les dates de la phase « %(name)s » sont changées.", name=phase.name))
    return _form_page("rounds/reschedule.html", form, phase=phase)


def _back_to(phase: Phase, done: str) -> ResponseReturnValue:
    db.session.commit()
    flash(done, "success")
    return redirect(url_for("rounds_staff.detail", public_id=phase.round.public_id), 303)


def _typed_dates(dates: dict[Any, Any]) -> dict[str, Any]:
    return {
        f"{kind}_{end}": day for kind, days in dates.items() for end, day in zip(("first", "last"), days, strict=True)
    }


def _form_page(template: str, form: Any, shown: Any = None, **context: Any) -> ResponseReturnValue:
    if shown is not None:  # after a refusal the page shows the latest version: sending it again is a choice
        form.version.data, form.version.raw_data = shown.version, None
    return render_template(template, form=form, **context), 422 if form.errors else 200
