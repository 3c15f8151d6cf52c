"""What the audit log and the person's mail say when a factor changes: whoever did not do it finds out."""

from flask_babel import gettext as _

from app.accounts.models import Person
from app.accounts.notices import warn
from app.core import audit


def factor_added(person: Person, what: str, *, by: Person) -> None:
    """A factor more."""
    audit.record("factor.add", person, by=by)
    warn(
        person,
        _("Un nouveau moyen d’entrer dans votre compte"),
        _("On vient d’ajouter %(what)s à votre compte.", what=what),
    )


def factor_removed(person: Person, what: str, *, by: Person) -> None:
    """A factor less."""
    audit.record("factor.remove", person, by=by)
    warn(
        person,
        _("Un moyen d’entrer retiré de votre compte"),
        _("On vient de retirer %(what)s de votre compte.", what=what),
    )


def factors_reset(person: Person, reason: str, *, by: Person) -> None:
    """All factors taken away by an administrator, who says why."""
    audit.record("factor.reset", person, by=by, reason=reason)
    warn(
        person,
        _("Vos deuxièmes facteurs ont été retirés"),
        _(
            "L’administration du site les a retirés, avec ce motif : « %(reason)s ». "
            "Toutes vos sessions sont fermées ; à votre prochaine visite, vous en choisirez de nouveaux.",
            reason=reason,
        ),
        is_outside=True,
    )


def codes_renewed(person: Person, *, by: Person) -> None:
    """New recovery codes: the former ones are worth nothing."""
    audit.record("recovery.renew", person, by=by)
    warn(person, _("De nouveaux codes de secours"), _("Les précédents n’ouvrent plus rien."))


def recovery_used(person: Person) -> None:
    """Somebody entered with a recovery code."""
    audit.record("recovery.use", person, by=person)
    warn(
        person,
        _("Un code de secours a servi"),
        _("Il ne sert plus. Pensez à en demander de nouveaux s’il en reste peu."),
    )
