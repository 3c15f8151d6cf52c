"""The features, in the order of a project's life: the table of contents of the product."""

from importlib import import_module
from pathlib import Path

from flask import Flask

from app.accounts import cli as accounts_commands
from app.accounts import views as accounts
from app.admin import cli as admin_commands
from app.admin import views as admin
from app.alarms import views as alarms
from app.appeals import views as appeals
from app.attendance import views as attendance
from app.booth import cli as booth_commands
from app.booth import views as booth
from app.budgets import views as budgets
from app.casework import views as casework
from app.collecting import views as collecting
from app.committees import views as committees
from app.criteria import views as criteria
from app.demo import cli as demo_commands
from app.events import cli as events_commands
from app.events import views as events
from app.explore import cli as explore_commands
from app.explore import views as explore
from app.factors import cli as factors_commands
from app.factors import views as factors
from app.files import cli as files_commands
from app.files import views as files
from app.ideas import views as ideas
from app.labelling import cli as labelling_commands
from app.labelling import views as labelling
from app.mailbox import cli as mailbox_commands
from app.mailbox import views as mailbox
from app.mentoring import views as mentoring
from app.minors import views as minors
from app.notifications import cli as notifications_commands
from app.notifications import views as notifications
from app.organisations import views as organisations
from app.pages import views as pages
from app.pairings import views as pairings
from app.privacy import cli as privacy_commands
from app.privacy import views as privacy
from app.projects import views as projects
from app.restitutions import views as restitutions
from app.results import cli as results_commands
from app.results import views as results
from app.reviews import cli as reviews_commands
from app.reviews import views as reviews
from app.roles import views as roles
from app.rounds import cli as rounds_commands
from app.rounds import views as rounds
from app.sso import views as sso
from app.submissions import views as submissions
from app.teams import views as teams
from app.territories import cli as territories_commands
from app.territories import views as territories
from app.transparency import views as transparency

BLUEPRINTS = [
    pages.bp,
    territories.bp,
    accounts.bp,
    factors.bp,
    sso.bp,
    notifications.bp,
    notifications.inbox,
    minors.bp,
    organisations.bp,
    organisations.staff,
    files.bp,
    rounds.bp,
    rounds.staff,
    events.bp,
    attendance.bp,
    ideas.bp,
    restitutions.bp,
    collecting.bp,
    mailbox.bp,
    projects.bp,
    projects.staff,
    budgets.bp,
    criteria.bp,
    criteria.staff,
    explore.bp,
    submissions.bp,
    teams.bp,
    mentoring.bp,
    reviews.bp,
    committees.bp,
    labelling.bp,
    pairings.bp,
    booth.bp,
    results.bp,
    results.staff,
    casework.flags,
    casework.bp,
    alarms.bp,
    appeals.bp,
    appeals.desk,
    transparency.bp,
    privacy.bp,
    admin.bp,
    roles.bp,
]
COMMANDS = [
    *admin_commands.COMMANDS,
    *territories_commands.COMMANDS,
    *accounts_commands.COMMANDS,
    *factors_commands.COMMANDS,
    *notifications_commands.COMMANDS,
    *events_commands.COMMANDS,
    *files_commands.COMMANDS,
    *explore_commands.COMMANDS,
    *rounds_commands.COMMANDS,
    *mailbox_commands.COMMANDS,
    *labelling_commands.COMMANDS,
    *reviews_commands.COMMANDS,
    *booth_commands.COMMANDS,
    *results_commands.COMMANDS,
    *privacy_commands.COMMANDS,
    *demo_commands.COMMANDS,
]


def know_what_is_kept() -> None:
    """Read every app/<feature>/personal.py: what the register of data says of its tables (core/privacy.py)."""
    for file in sorted(Path(__file__).parent.glob("*/personal.py")):
        import_module(f"app.{file.parent.name}.personal")


def plug_in(app: Flask) -> None:
    """Give the application its pages and its commands."""
    know_what_is_kept()
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    rounds_commands.rounds_group.add_command(results_commands.import_command)
    for command in COMMANDS:
        app.cli.add_command(command)
