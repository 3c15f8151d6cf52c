"""The people of the demonstration: a team of the département, a committee, mentors, and holders."""

from sqlalchemy import select

from app.accounts.models import Person, Role, RoleGrant
from app.accounts.passwords import hash_password
from app.core.extensions import db
from app.core.text import plain
from app.demo.texts import read
from app.factors.services.totp import rehearse

PASSWORD = "comptoir-demo"  # noqa: S105 (printed by `make run`: the demonstration's own)  # nosec B105
ADMINISTRATOR = "administration@exemple.fr"
TEAM = {"staff": Role.STAFF, "moderators": Role.MODERATOR, "reviewers": Role.REVIEWER, "mentors": Role.MENTOR}


def accounts() -> list[tuple[str, Person]]:
    """One person of each role, when this database holds the demonstration."""
    emails = {role.value: read("people")[key][0]["email"] for key, role in TEAM.items()}
    emails |= {"administrator": ADMINISTRATOR, "citizen": _email(read("projects")[0]["holder"])}
    found = {p.email: p for p in db.session.scalars(select(Person).where(Person.email.in_(emails.values())))}
    return [(role, found[email]) for role, email in emails.items() if email in found]


def _email(name: str) -> str:
    return f"{plain(name).replace(' ', '.')}@exemple.fr"


class Cast:
    """Everybody on stage, by role and by name; a holder met twice is the same person."""

    def __init__(self) -> None:
        self.password_hash = hash_password(PASSWORD)
        self.by_role = {role: [self._member(p, role) for p in read("people")[key]] for key, role in TEAM.items()}
        self.administrator = self._member({"name": "Administration", "email": ADMINISTRATOR}, Role.ADMINISTRATOR)
        self.citizens: dict[str, Person] = {}

    @property
    def staff(self) -> list[Person]:
        """The four people of the département."""
        return self.by_role[Role.STAFF]

    @property
    def reviewers(self) -> list[Person]:
        """The labelling committee."""
        return self.by_role[Role.REVIEWER]

    @property
    def moderators(self) -> list[Person]:
        """Those who read what is posted."""
        return self.by_role[Role.MODERATOR]

    def citizen(self, name: str) -> Person:
        """The inhabitant of that name."""
        if name not in self.citizens:
            self.citizens[name] = self._person(name, _email(name))
        return self.citizens[name]

    def _member(self, about: dict[str, str], role: Role) -> Person:
        person = self._person(about["name"], about["email"])
        db.session.add(RoleGrant(person_id=person.id, role=role))
        rehearse(person)
        return person

    def _person(self, name: str, email: str) -> Person:
        person = Person(name=name, email=email, password_hash=self.password_hash)
        db.session.add(person)
        db.session.flush()
        return person
