"""What the past meetings of the demonstration brought: contributions, reports, and the envies they spoke of."""

from datetime import timedelta

from sqlalchemy import insert, select

from app.core.extensions import db
from app.demo.texts import dice
from app.events.models import Event, Registration
from app.events.queries import past
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.restitutions.models import Contribution, ContributionKind, Restitution, RestitutionIdea
from app.restitutions.status import RestitutionStatus

C, R = ContributionKind.CONTRIBUTION, ContributionKind.RECOMMENDATION
SAID = (
    (C, "Ma voisine a un four à bois qui ne sert plus : on pourrait commencer là, un samedi par mois."),
    (R, "Des rendez-vous après 18 h 30, sinon les personnes qui travaillent ne viennent jamais."),
    (C, "Le club de couture prête sa salle le mercredi matin, elle est chauffée et de plain-pied."),
    (R, "Prévoir quelqu’un qui garde les enfants : trois mamans sont parties avant le tour de table."),
    (C, "J’ai retapé des vélos toute ma vie, je veux bien montrer à cinq ou six jeunes."),
    (R, "Dire plus clairement combien de temps il faut entre le dépôt et le premier euro."),
    (C, "À la médiathèque, on garde une étagère pour tout ce que les habitants veulent partager."),
)
REPORT = (
    "Une vingtaine de personnes autour de trois tables. Beaucoup venaient **sans projet**, et "
    "repartent avec un nom et un numéro de téléphone. Trois idées ont fait parler toutes les tables :\n\n"
    "- se retrouver ailleurs qu’au supermarché, à des heures où les gens sont là ;\n"
    "- réparer plutôt que jeter, avec les anciens qui savent faire ;\n"
    "- que les plus jeunes aient un lieu à eux, sans devoir consommer.\n\n"
    "# Les suites\n\nLes envies citées plus bas ont trouvé des renforts pendant la soirée. Un ambassadeur rappelle "
    "chaque groupe sous quinze jours. Le prochain rendez-vous se tiendra dans le même canton."
)
DRAFT = "Notes de la soirée, à reprendre avec les deux animatrices."


def add_aftermath() -> None:
    """Contributions to the latest four meetings; three reports published, one being written."""
    chance = dice("aftermath")
    events = past(limit=4)
    people = select(Registration).where(Registration.event_id.in_([event.id for event in events]))
    seen: dict[int, list[int]] = {}
    for one in db.session.scalars(people.where(Registration.attended.is_(True), Registration.person_id.is_not(None))):
        seen.setdefault(one.event_id, []).append(one.person_id or 0)
    ideas = db.session.scalars(select(Idea.id).where(Idea.status == IdeaStatus.PUBLISHED).order_by(Idea.id)).all()
    for number, event in enumerate(events):
        _contribute(event, number, seen.get(event.id, []))
        done = number != 0
        restitution = Restitution(
            event_id=event.id,
            body=REPORT if done else DRAFT,
            status=RestitutionStatus.PUBLISHED if done else RestitutionStatus.DRAFT,
            status_at=event.ends_at + timedelta(days=3) if done else None,
        )
        db.session.add(restitution)
        db.session.flush()
        touched = chance.sample(list(ideas), min(4, len(ideas)))
        links = [{"restitution_id": restitution.id, "idea_id": idea} for idea in touched]
        if links:
            db.session.execute(insert(RestitutionIdea), links)


def _contribute(event: Event, number: int, people: list[int]) -> None:
    sessions = [session.id for session in event.sessions if session.is_chosen]
    for place, (kind, body) in enumerate(SAID[number % 3 :]):
        db.session.add(
            Contribution(
                event_id=event.id,
                session_id=sessions[place % len(sessions)] if sessions else None,
                kind=kind,
                body=body,
                author_id=people[place % len(people)] if people and place % 3 else None,
                created_at=event.starts_at + timedelta(minutes=20 + 11 * place),
            )
        )
