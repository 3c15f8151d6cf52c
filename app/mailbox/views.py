"""The pages of messages: go on with a draft from the link of the answer; what came in, for the team."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import Refused
from app.core.extensions import db
from app.core.paging import page_of
from app.core.policy import door
from app.ideas import drafts
from app.mailbox import letters, policy, queries, services  # noqa: F401  (policy registers its rules)
from app.mailbox.models import MailedIdea
from app.mailbox.status import OUTCOME_NAMES, Outcome

bp = Blueprint("mailbox", __name__)


@bp.get("/envies/par-courriel/<token>")
@door("mailed_idea.see", load=queries.mail_by_token)
def draft(mail: MailedIdea) -> ResponseReturnValue:
    """What was sent, for whoever holds the link; opening it changes nothing: mail programs open links by themselves."""
    other = drafts.kept() if mail.waits and drafts.mine() is not mail.draft else {}
    cut = letters.cut() if mail.typed.get("is_cut") else ""
    return render_template("mailbox/draft.html", mail=mail, token=_token(), other=other, cut=cut)


@bp.post("/envies/par-courriel/<token>")
@door("mailed_idea.open", load=queries.mail_by_token)
def go_on(mail: MailedIdea) -> ResponseReturnValue:
    """Fill the form of ideas with it."""
    try:
        services.open_mail(mail)
    except Refused:
        return redirect(url_for(".draft", token=_token()), 303)  # the page says that it is posted or gone
    db.session.commit()
    return redirect(url_for("ideas.post"), 303)


@bp.get("/courriels-recus")
@door("mailed_idea.follow")
def received() -> ResponseReturnValue:
    """What came in and what was done with it, the latest first: the answer to "I wrote, and nothing came"."""
    asked = request.args.get("suite", "")
    outcome = Outcome(asked) if asked in set(Outcome) else None
    page = page_of(db.session, queries.received(outcome), request.args.get("page", 1, type=int))
    return render_template(
        "mailbox/received.html", page=page, outcome=outcome, counts=queries.count_by_outcome(), labels=OUTCOME_NAMES
    )


def _token() -> str:
    return str((request.view_args or {})["token"])
