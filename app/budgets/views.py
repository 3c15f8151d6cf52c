"""The pages of a budget: read, typed, taken out as a workbook and put back, and the quotes of each line."""

from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.budgets import (
    forms,
    part,  # noqa: F401  (its place in the dossier)
    policy,  # noqa: F401  (its doors)
    queries,
    services,
)
from app.budgets.lines import counted, remarks, totals_of
from app.budgets.models import Budget, BudgetLine, Funding
from app.budgets.nomenclature import ACCOUNTS, EXPENSES, IN_KIND, RESOURCES
from app.budgets.workbook import workbook_of
from app.budgets.workbook_in import Faults, Read, read_workbook
from app.core.extensions import db
from app.core.forms import shown_on
from app.core.policy import door
from app.core.sizes import takes
from app.files.policy import Holder, hold
from app.files.queries import documents_of
from app.projects.models import Project
from app.projects.queries import project_by_public_id
from app.rounds.queries import rules_of

bp = Blueprint("budgets", __name__, url_prefix="/projets")
bp.add_app_template_filter(counted, "counted")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

hold(
    "budgetline",
    Holder(
        queries.line_by_public_id,
        page="budgets.line",
        see="budget_line.see",
        change="budget_line.edit",
        remove="budget_line.edit",
        documents="budget_line.see",
    ),
)


@bp.get("/<public_id>/budget")
@door("project.see", load=project_by_public_id)
def detail(project: Project) -> ResponseReturnValue:
    """The table as it is kept, with its totals and what is not right yet."""
    lines = queries.lines_of(project)
    return render_template(
        "budgets/detail.html",
        project=project,
        lines=lines,
        accounts=ACCOUNTS,
        totals=totals_of(lines),
        remarks=remarks(lines, rules_of(project.round)),
        quotes=queries.quotes_of(lines),
    )


@bp.route("/<public_id>/budget/modifier", methods=["GET", "POST"])
@door("project.edit", load=project_by_public_id)
def write(project: Project) -> ResponseReturnValue:
    """Type the table; "recalculate" shows the totals and keeps nothing, "more" gives blank rows."""
    budget = queries.budget_of(project)
    form = forms.TableForm(data=forms.typed_from(budget.lines if budget else (), budget.version if budget else 0))
    then = request.form.get("then", "save")
    if request.method == "GET" or then.startswith("more-"):
        form.add_rows(then.removeprefix("more-"))
        return _table_page(project, form)
    is_right = form.validate_on_submit()
    if is_right and then == "save":
        with shown_on(form):
            services.write_budget(project, form.lines(project.round.name), by=g.actor, version=form.version.data or 0)
            db.session.commit()
            flash(_("Le budget est enregistré."), "success")
            return redirect(url_for(".detail", public_id=project.public_id), 303)
    newer = _show_newer(project, form)
    form.add_rows()
    return _table_page(project, form, newer=newer)


def _show_newer(project: Project, form: forms.TableForm) -> Budget | None:
    """The table as somebody else left it meanwhile; the lines they added join what is typed."""
    budget = queries.budget_of(project)
    version = budget.version if budget else 0
    if form.version.data == version or budget is None:
        return None
    known = set((form.known.data or "").split())
    form.take_in(line for line in budget.lines if line.public_id not in known and not line.is_asked)
    form.version.data, form.version.raw_data = version, None
    form.known.data = " ".join(line.public_id for line in budget.lines)
    form.known.raw_data = None
    asked = next((line for line in budget.lines if line.is_asked), None)
    form.asked_key.data = asked.public_id if asked else ""
    return budget


def _table_page(project: Project, form: forms.TableForm, **more: Any) -> ResponseReturnValue:
    lines = form.lines(project.round.name)
    page = render_template(
        "budgets/write.html",
        project=project,
        form=form,
        totals=totals_of(lines),
        remarks=remarks(lines, rules_of(project.round)) if lines else [],
        guide={"expenses": EXPENSES, "resources": RESOURCES, "in_kind": IN_KIND},
        refused=Funding.REFUSED,
        **{"newer": None, "read": None, "gone": [], "accounts": ACCOUNTS, **more},
    )
    return page, 422 if form.errors else 200


@bp.get("/<public_id>/budget.xlsx")
@door("project.see", load=project_by_public_id)
def workbook(project: Project) -> Response:
    """The table as a workbook, with its totals as formulas."""
    title = _("Budget : %(title)s", title=project.title)
    content = workbook_of(title, queries.lines_of(project))
    response = Response(content, mimetype=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="budget-{project.public_id}.xlsx"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.route("/<public_id>/budget/importer", methods=["GET", "POST"])
@takes(12)
@door("project.edit", load=project_by_public_id)
def read(project: Project) -> ResponseReturnValue:
    """Read a workbook and show what it would make of the table; nothing is kept before the next page is sent."""
    form = forms.SheetForm()
    if form.validate_on_submit():
        with shown_on(form):
            try:
                return _preview(project, read_workbook(form.sheet.data.stream))
            except Faults as faults:
                form.sheet.errors = faults.sentences
    return render_template("budgets/read.html", project=project, form=form), 422 if form.errors else 200


def _preview(project: Project, found: Read) -> ResponseReturnValue:
    """The form filled with what was read; a line of the same account and label keeps its quotes."""
    budget = queries.budget_of(project)
    kept = list(budget.lines) if budget else []
    lines, gone = services.matched(found.lines, kept)
    form = forms.TableForm(formdata=None, data=forms.typed_from(lines, budget.version if budget else 0))
    form.known.data = " ".join(line.public_id for line in kept)
    form.add_rows()
    return _table_page(project, form, read=found, gone=gone, quoted=queries.quotes_of(gone))


@bp.get("/budget/ligne/<public_id>")
@door("budget_line.see", load=queries.line_by_public_id)
def line(line: BudgetLine) -> ResponseReturnValue:
    """One line with its quotes."""
    account, quotes = ACCOUNTS[line.account], documents_of(line)
    return render_template("budgets/line.html", line=line, project=line.budget.project, account=account, quotes=quotes)
