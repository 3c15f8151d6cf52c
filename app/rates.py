"""Every limit on how often one may ask, in one place; docs/limits.md is drawn from here.

Limits per address of a machine are generous: a school, a campus, a town hall or a mobile network share one. Those per
person are strict. What one e-mail address may receive or try is counted beside, always (docs/decisions/0008).
"""

from flask import request

from app.core.database import SAFE_METHODS
from app.core.rates import Rate

RATES = [
    Rate("code", "300 per hour", "15 per hour", "Asking for a code: signing up, a new one, voting.", strict=True),
    Rate("sign_in", "300 per 15 minutes", "30 per 15 minutes", "Typing a password or a code.", strict=True),
    Rate("vote", "1200 per 10 minutes", "120 per 10 minutes", "Choosing projects, confirming a ballot.", strict=True),
    Rate("post", "100 per hour", "20 per hour", "Posting an envie or starting a project."),
    Rate("upload", "300 per 10 minutes", "40 per 10 minutes", "Sending a file."),
    Rate("autosave", "6000 per 10 minutes", "500 per 10 minutes", "Saving a step while it is typed."),
    Rate("write", "1200 per 10 minutes", "200 per 10 minutes", "Every other form."),
    Rate("download", "300 per 10 minutes", "60 per 10 minutes", "Files made on demand: calendars, exports, bundles."),
    Rate("search", "1200 per 5 minutes", "200 per 5 minutes", "Lists narrowed by their address."),
]
WAYS_IN = {"accounts", "factors", "sso"}
FORMS = {
    "accounts.sign_up": "code",
    "accounts.new_code": "code",
    "accounts.change_email": "code",
    "booth.check": "code",
    "events.ask": "code",
    "accounts.sign_in": "sign_in",
    "accounts.code": "sign_in",
    "accounts.confirm_email": "sign_in",
    "factors.prove": "sign_in",
    "factors.prove_passkey": "sign_in",
    "factors.enter_with_passkey": "sign_in",
    "factors.confirm": "sign_in",
    "factors.confirm_with_passkey": "sign_in",
    "factors.send_confirmation_code": "code",
    "sso.welcome": "code",
    "sso.prove": "sign_in",
    "booth.place": "vote",
    "booth.take_back": "vote",
    "booth.confirm": "vote",
    "ideas.post": "post",
    "ideas.comment": "post",
    "flags.report": "post",
    "appeals.appeal": "post",
    "appeals.opened": "post",
    "ideas.offer": "post",
    "projects.post": "post",
    "collecting.claim": "sign_in",
    "projects.grow": "post",
    "projects.autosave": "autosave",
}


def rate_of_request(rates: dict[str, Rate]) -> Rate | None:
    """The rate this request is counted by; none for plain pages."""
    if request.url_rule is None or request.endpoint in {"static", "stylesheet"}:
        return None
    if request.method not in SAFE_METHODS:
        other = "upload" if request.mimetype == "multipart/form-data" else "write"
        return rates[FORMS.get(request.endpoint or "", other)]
    if "." in request.url_rule.rule.rpartition("/")[2]:
        return rates["download"]
    # Ways in carry where to go next, or what a provider answers: whoever searched a lot must still come in.
    return rates["search"] if request.query_string and request.blueprint not in WAYS_IN else None
