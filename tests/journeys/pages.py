"""Every page of the site, by the first kind of person who opens it; a page missing here fails test_accessibility."""

from app.attendance.codes import token_of as attendance_token
from app.casework.statements import token_of
from app.core import clock
from app.labelling.models import LabelAppeal
from app.labelling.queries import release_of
from app.pairings.models import Merger, ProposalExclusion
from app.restitutions.queries import contributions_to
from tests.journeys import meetings
from tests.journeys.labels import one
from tests.journeys.stage import Stage

# What is downloaded, or only leads elsewhere.
FILES = {
    "static",
    "stylesheet",
    "pages.health",
    *("explore.points", "explore.drawing"),
    "pages.language",
    "factors.former",
    *("sso.enter", "sso.add", "sso.back", "sso.leave"),
    "booth.receipt_file",
    "budgets.workbook",
    *("events.calendar_file", "events.public_feed", "events.my_feed"),
    "events.calendar_file",
    *("attendance.certificate_pdf", "attendance.worker", "attendance.former_list"),
    *("results.ballots_file", "results.sheet_file"),
    "results.certificate_file",
    *("files.picture", "files.document"),
    *("committees.report_file", "labelling.letter_file"),
    *("submissions.recap_file", "submissions.receipt_file"),
    *("ideas.qr", "ideas.alike", "ideas.posted"),
    "appeals.about",
    *("transparency.table", "transparency.statements_csv", "transparency.statements_json"),
}
# Pages that open after something was typed: the tests of the forms and of the vote look at them.
REACHED_BY_DOING = {
    *("accounts.code", "accounts.confirm_email", "factors.prove", "booth.check", "booth.confirm", "booth.receipt"),
    *("sso.welcome", "sso.prove", "sso.link"),
}
ORGANISATION = ("detail", "edit", "mandates", "engagement")
LABELLING = ("assign", "admissibility", "around", "ask_opinion", "cost")
SEASON = ("season", "grid", "checklist", "fairness")
ROLES = ("visitor", "child", "citizen", "moderator", "reviewer", "staff", "administrator")


def pages_of(role: str, stage: Stage) -> list[tuple[str, dict]]:
    """(endpoint, values) of each page that this kind of person opens and the ones before in ROLES do not."""
    return {
        "visitor": _visitor,
        "child": _child,
        "citizen": _citizen,
        "moderator": _moderator,
        "reviewer": _reviewer,
        "staff": _staff,
        "administrator": _administrator,
    }[role](stage)


def _visitor(stage: Stage) -> list[tuple[str, dict]]:
    plain = [
        "pages.home",
        "pages.how",
        "pages.carrier",
        "pages.legal",
        "privacy.register",
        "pages.accessibility",
        "pages.contact",
        "pages.components",
        "accounts.sign_in",
        "accounts.sign_up",
        "notifications.index",
        "rounds.index",
        "events.index",
        "explore.ideas",
        "explore.ideas_map",
        "explore.projects",
        "ideas.post",
        "collecting.claim",
        "booth.verify",
        "results.index",
        "territories.index",
        *("transparency.rules", "transparency.figures", "alarms.danger"),
    ]
    now, before = stage.voting.public_id, stage.finished.public_id
    return [
        *((endpoint, {}) for endpoint in plain),
        ("explore.municipality", {"code": "62041"}),
        ("explore.neighbourhood", {"code": "62041", "quarter": "les-blancs-monts"}),
        ("rounds.detail", {"public_id": now}),
        ("rounds.rulebook", {"public_id": now}),
        ("inbox.way_out", {"token": stage.way_out}),
        ("teams.invitation", {"token": stage.teamwork["link"]}),
        ("booth.index", {}),
        ("booth.ballot", {"round": before}),
        ("booth.project", {"round": now, "number": 1}),
        ("events.detail", {"public_id": stage.event.public_id}),
        ("events.ask", {"public_id": stage.event.public_id}),
        ("events.confirm", {"token": meetings.LINK}),
        ("events.my_place", {"token": meetings.my_seat(stage.event)}),
        ("restitutions.contributions", {"public_id": stage.held.event.public_id}),
        ("restitutions.detail", {"public_id": stage.held.event.public_id}),
        ("ideas.detail", {"public_id": stage.ideas[0].public_id}),
        ("projects.proposal", {"public_id": stage.proposals[0].public_id}),
        ("results.detail", {"round": before}),
        ("results.certificate", {"round": before}),
        ("results.line", {"round": before, "number": 2}),
        ("results.line", {"round": before, "number": 1}),
        ("organisations.invitation", {"token": stage.invitation}),
        ("minors.answer", {"token": stage.agreement}),
        ("flags.report", {"kind": "comment", "public_id": stage.comment.public_id}),
        ("transparency.yearly", {"year": clock.today().year}),
        ("appeals.opened", {"token": token_of(stage.appeal.decision)}),
        ("appeals.opened", {"token": token_of(stage.uncontested)}),
        ("flags.followed", {"public_id": stage.report.public_id}),
        ("mailbox.draft", {"token": stage.mail}),
    ]


def _child(_stage: Stage) -> list[tuple[str, dict]]:
    return [("minors.ask", {}), ("accounts.me", {})]


def _citizen(stage: Stage) -> list[tuple[str, dict]]:
    plain = [
        "accounts.me",
        "pages.my_space",
        "accounts.profile",
        "accounts.change_password",
        "accounts.change_email",
        "accounts.devices",
        "inbox.index",
        "inbox.choose",
        "privacy.mine",
        "privacy.leave",
        "sso.index",
        "factors.index",
        "factors.add_totp",
        "factors.add_passkey",
        "factors.renew_codes",
        "factors.confirm",
        "events.mine",
        "projects.index",
        "projects.post",
        "projects.hostings",
        "organisations.index",
        "organisations.declare",
    ]
    draft = stage.draft.public_id
    return [
        *((endpoint, {}) for endpoint in plain),
        ("appeals.statement", {"public_id": stage.appeal.decision.public_id}),
        ("appeals.statement", {"public_id": stage.uncontested.public_id}),
        ("events.detail", {"public_id": stage.event.public_id}),
        ("events.register", {"public_id": stage.event.public_id}),
        ("ideas.detail", {"public_id": stage.ideas[4].public_id}),
        ("ideas.detail", {"public_id": stage.ideas[5].public_id}),
        ("ideas.edit", {"public_id": stage.ideas[5].public_id}),
        ("explore.pin", {"public_id": stage.ideas[5].public_id}),
        ("ideas.detail", {"public_id": stage.ideas[0].public_id}),
        ("ideas.offer", {"public_id": stage.ideas[0].public_id}),
        ("ideas.handover", {"public_id": stage.offer.public_id}),
        ("restitutions.contributions", {"public_id": stage.held.event.public_id}),
        ("attendance.own_code", {"public_id": stage.held.public_id}),
        ("attendance.certificate", {"public_id": stage.held.public_id}),
        ("projects.desk", {"public_id": draft}),
        ("projects.retired", {"public_id": draft}),
        ("files.keep_picture", {"kind": "project", "public_id": draft}),
        ("files.keep_document", {"kind": "project", "public_id": draft}),
        *((f"budgets.{page}", {"public_id": draft}) for page in ("detail", "write", "read")),
        ("budgets.line", {"public_id": stage.quoted.public_id}),
        ("criteria.detail", {"public_id": draft}),
        ("criteria.assess", {"public_id": draft, "criterion": "ess"}),
        ("criteria.proof", {"public_id": stage.proof.public_id}),
        ("projects.carrier", {"public_id": draft, "q": "fournil"}),
        ("projects.hosting", {"public_id": stage.hosting.public_id}),
        *((f"organisations.{page}", {"public_id": stage.organisation.public_id}) for page in ORGANISATION),
        ("organisations.detail", {"public_id": stage.to_check.public_id}),
        *((f"teams.{page}", {"public_id": draft}) for page in ("team", "tasks", "remarks")),
        ("teams.place", {"public_id": draft, "place": "need"}),
        ("teams.handover", {"public_id": stage.teamwork["handover"]}),
        ("mentoring.follow_up", {"public_id": draft}),
        ("mentoring.mentor", {"public_id": stage.teamwork["mentor"]}),
        ("projects.present", {"public_id": draft}),
        ("projects.step", {"public_id": draft, "key": "budget"}),
        ("projects.step", {"public_id": draft, "key": "criteria"}),
        ("projects.step", {"public_id": draft, "key": "pitch"}),
        ("projects.versions", {"public_id": draft, "key": "need"}),
        ("projects.version", {"public_id": draft, "key": "need", "number": 1}),
        ("projects.desk", {"public_id": stage.proposals[0].project.public_id}),
        ("submissions.recap", {"public_id": draft}),
        ("submissions.receipt", {"public_id": stage.received}),
        ("submissions.withdraw", {"public_id": stage.entered.project.public_id}),
        ("reviews.question", {"public_id": stage.labelling["question"]}),
        ("labelling.letter", {"public_id": stage.refused.public_id}),
        ("labelling.contest", {"public_id": stage.refused.public_id}),
        ("pairings.ask", {"public_id": stage.entered.project.public_id}),
        ("pairings.merger", {"public_id": one(Merger)}),
    ]


def _moderator(stage: Stage) -> list[tuple[str, dict]]:
    return [
        ("admin.waiting", {}),
        ("casework.queue", {}),
        ("casework.queue", {"genre": "idea"}),
        ("casework.archive", {}),
        ("casework.answers", {}),
        ("casework.answer", {"public_id": "reponse-1"}),
        ("casework.case", {"public_id": stage.ideas[5].public_id}),
        ("casework.case", {"public_id": stage.ideas[4].public_id}),
        ("casework.queue", {"signales": "1"}),
        ("casework.about", {"kind": "idea", "public_id": stage.ideas[1].public_id}),
        ("casework.story", {"public_id": stage.comment.public_id}),
        ("appeals_desk.index", {}),
        ("appeals_desk.index", {"etat": "repondus"}),
        ("alarms.alert", {"public_id": stage.appeal.decision.case.public_id}),
        ("casework.case", {"public_id": stage.comment.public_id}),
        ("ideas.merge", {"public_id": stage.ideas[1].public_id}),
        ("ideas.split", {"public_id": stage.ideas[-1].public_id}),
        ("reviews.opinion", {"public_id": stage.labelling["opinion"]}),
    ]


def _reviewer(stage: Stage) -> list[tuple[str, dict]]:
    return [
        ("reviews.queue", {}),
        ("reviews.queue", {"etat": "labelled"}),
        ("reviews.detail", {"public_id": stage.entered.public_id}),
        ("reviews.detail", {"public_id": stage.proposals[0].public_id}),
        ("reviews.detail", {"public_id": stage.examined.public_id}),
        ("reviews.reconciliation", {"public_id": stage.examined.public_id}),
        ("reviews.around", {"public_id": stage.examined.public_id}),
        ("reviews.ask_holder", {"public_id": stage.examined.public_id}),
        ("reviews.recuse", {"public_id": stage.labelling["reading"]}),
    ]


def _staff(stage: Stage) -> list[tuple[str, dict]]:
    plain = [
        "admin.waiting",
        "admin.audit_log",
        "events.create",
        "events.places",
        "explore.load_outlines",
        "mailbox.received",
        "organisations_staff.index",
        "roles.delegations",
        "rounds_staff.index",
        "rounds_staff.create",
        "results_staff.index",
    ]
    event, now, later = stage.event.public_id, stage.voting, stage.preparing.public_id
    return [
        *((endpoint, {}) for endpoint in plain),
        ("ideas.assign", {"public_id": stage.ideas[1].public_id}),
        ("organisations_staff.detail", {"public_id": stage.to_check.public_id}),
        ("organisations_staff.detail", {"public_id": stage.organisation.public_id}),
        ("events.edit", {"public_id": event}),
        ("events.programme", {"public_id": event}),
        ("events.edit_session", {"public_id": event, "session": stage.event.sessions[0].public_id}),
        ("events.cancel_session", {"public_id": event, "session": stage.event.sessions[0].public_id}),
        ("events.registered", {"public_id": event}),
        ("events.cancel", {"public_id": event}),
        ("collecting.sheets", {"public_id": event}),
        ("collecting.type_sheet", {"public_id": event}),
        ("events.edit_place", {"public_id": stage.event.place.public_id}),
        ("restitutions.write", {"public_id": stage.held.event.public_id}),
        ("restitutions.hide", {"public_id": contributions_to(stage.held.event)[0].public_id}),
        ("restitutions.restore", {"public_id": contributions_to(stage.held.event)[1].public_id}),
        ("attendance.desk", {"public_id": stage.held.event.public_id}),
        ("attendance.code", {"token": attendance_token(stage.held)}),
        ("appeals_desk.detail", {"public_id": stage.appeal.public_id}),
        ("projects.follow", {}),
        *((f"mentoring.{page}", {}) for page in ("stuck", "waiting", "people")),
        ("mentoring.follow_up", {"public_id": stage.draft.public_id}),
        ("submissions.send_back", {"public_id": stage.entered.project.public_id}),
        ("submissions.waive_comptoir", {"public_id": stage.draft.public_id}),
        ("projects_staff.index", {"public_id": now.public_id}),
        ("projects_staff.index", {"public_id": later}),
        ("projects_staff.add_step", {"public_id": later}),
        ("projects_staff.change_step", {"public_id": now.public_id, "key": "need"}),
        ("projects_staff.add_question", {"public_id": now.public_id, "key": "need"}),
        ("projects_staff.change_question", {"public_id": now.public_id, "key": "need", "question": "need"}),
        ("projects_staff.preview", {"public_id": now.public_id, "key": "need"}),
        ("projects.withdraw", {"public_id": stage.examined.public_id}),
        ("projects.proposal", {"public_id": stage.examined.public_id}),
        ("reviews.detail", {"public_id": stage.entered.public_id}),
        ("reviews.detail", {"public_id": stage.refused.public_id}),
        ("reviews.reopen", {"public_id": stage.refused.public_id}),
        ("reviews.reconciliation", {"public_id": stage.examined.public_id}),
        *((f"reviews.{page}", {"public_id": stage.examined.public_id}) for page in LABELLING),
        ("reviews.release", {"public_id": stage.labelling["open"]}),
        *((f"reviews.{page}", {"public_id": stage.examined.round.public_id}) for page in SEASON),
        ("reviews.grid", {"public_id": later}),
        ("reviews.criterion", {"public_id": later}),
        ("reviews.criterion", {"public_id": later, "critere": "ess"}),
        ("committees.index", {}),
        ("committees.members", {"public_id": now.public_id}),
        ("committees.plan", {"public_id": now.public_id}),
        *((f"committees.{page}", {"public_id": stage.sitting.public_id}) for page in ("sitting", "report", "cancel")),
        ("committees.dossier", {"public_id": stage.sitting.items[0].public_id}),
        ("labelling.board", {"public_id": now.public_id}),
        ("labelling.board", {"public_id": stage.refused.round.public_id}),
        ("labelling.prepare", {"public_id": stage.entered.public_id}),
        ("labelling.hold_back", {"public_id": release_of(now).public_id}),
        ("labelling.appeal", {"public_id": one(LabelAppeal)}),
        ("pairings.exclusions", {"public_id": now.public_id}),
        ("pairings.lift", {"public_id": one(ProposalExclusion)}),
        ("rounds_staff.detail", {"public_id": now.public_id}),
        ("rounds_staff.detail", {"public_id": later}),
        ("rounds_staff.edit", {"public_id": later}),
        ("rounds_staff.write_rulebook", {"public_id": later}),
        ("rounds_staff.themes", {"public_id": later}),
        ("criteria_staff.write", {"public_id": later}),
        ("rounds_staff.open_phase", {"public_id": now.phase("count").public_id}),
        ("rounds_staff.request_close", {"public_id": now.phase("vote").public_id}),
        ("rounds_staff.close", {"public_id": now.phase("vote").public_id}),
        ("rounds_staff.reschedule", {"public_id": now.phase("count").public_id}),
        ("results_staff.manage", {"round": stage.finished.public_id}),
        ("results_staff.manage", {"round": stage.counted.public_id}),
        ("results_staff.manage", {"round": stage.to_count.public_id}),
        ("results_staff.what_if", {"round": stage.finished.public_id}),
        ("results_staff.preset", {"round": stage.finished.public_id, "key": "equal-shares"}),
        ("results_staff.trial", {"round": stage.finished.public_id}),
        ("results_staff.trial", {"round": stage.finished.public_id, "rule": "phragmen"}),
    ]


def _administrator(stage: Stage) -> list[tuple[str, dict]]:
    grant = stage.people["reviewer"].role_grants[0].public_id
    return [
        ("roles.index", {}),
        ("mentoring.set_out", {}),
        ("roles.limit", {"public_id": grant}),
        ("roles.revoke", {"public_id": grant}),
        ("roles.interests", {}),
        ("roles.register", {}),
        ("factors.reset", {}),
        ("accounts.close_sessions", {}),
    ]
