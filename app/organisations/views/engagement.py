"""The contrat d’engagement républicain of an organisation: the seven commitments, accepted or withdrawn."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.errors import Refused
from app.core.extensions import db
from app.core.policy import door
from app.organisations import commitments, forms, queries
from app.organisations.models import Organisation
from app.organisations.services import engaging
from app.organisations.views import bp


@bp.get("/<public_id>/engagement")
@door("engagement.see", load=queries.organisation_by_public_id)
def engagement(organisation: Organisation) -> ResponseReturnValue:
    """The text, who accepted it and when."""
    return render_template(
        "organisations/engagement.html",
        organisation=organisation,
        commitments=commitments.COMMITMENTS,
        digest=commitments.version(),
        official=(commitments.OFFICIAL_TEXT, commitments.LAW),
        is_asked=organisation.kind in commitments.SIGNERS,
        engagement=queries.engagement_of(organisation),
        history=queries.engagements_of(organisation),
    )


@bp.post("/<public_id>/engagement")
@door("engagement.accept", load=queries.organisation_by_public_id)
def accept_engagement(organisation: Organisation) -> ResponseReturnValue:
    """Engage the organisation."""
    form = forms.EngagementForm()
    if not form.validate_on_submit():
        raise Refused(_("Le texte a changé depuis que vous avez ouvert cette page : relisez-le avant d’accepter."))
    engaging.accept(organisation, form.digest.data, by=g.actor)
    db.session.commit()
    flash(_("L’engagement est accepté au nom de « %(name)s ».", name=organisation.name), "success")
    return redirect(url_for(".engagement", public_id=organisation.public_id), 303)


@bp.post("/<public_id>/engagement/retirer")
@door("engagement.withdraw", load=queries.organisation_by_public_id)
def withdraw_engagement(organisation: Organisation) -> ResponseReturnValue:
    """Take the engagement back."""
    engaging.withdraw(organisation, by=g.actor)
    db.session.commit()
    flash(_("L’engagement est retiré."), "success")
    return redirect(url_for(".engagement", public_id=organisation.public_id), 303)
