"""Organisations of the demonstration: names and numbers invented (their keys are right), mandates, portages."""

from datetime import timedelta

from sqlalchemy import select
from stdnum import luhn

from app.core import clock
from app.core.extensions import db
from app.core.text import plain
from app.demo.cast import Cast
from app.demo.texts import dice
from app.organisations import commitments
from app.organisations.models import Engagement, Kind, Mandate, MandateRole, Organisation
from app.organisations.status import OrganisationStatus
from app.projects.models import Hosting, Project
from app.projects.status import HostingStatus, ProjectStatus

K, R, S = Kind, MandateRole, OrganisationStatus
NAMES = {
    K.ASSOCIATION: "Les Cyclettes du bassin|Le Fournil partagé|Terril en fête|La Ruche des voisins|Maison des possibles|Les Jardins de la Lys|Côte à côte|Mémoires minières|Un toit deux mains|La Bobine|Récup’Opale|Les Lanternes|Graines d’Artois|Le Grand Détour",
    K.COOPERATIVE: "SCIC Les Halles d’Artois|SCOP Bois et Mains|La Coop du littoral",
    K.FOUNDATION: "Fonds de dotation des Deux Caps",
    K.COMPANY: "Atelier solidaire du Ternois|Insertion Opale Services",
    K.PUBLIC: "Commune de Démonville|Centre social des Cités|Syndicat mixte d’essai",
    K.COLLECTIVE: "Collectif des riverains|Les Parents du mercredi",
}


def add_organisations(cast: Cast) -> None:
    """Twenty-five of them; the first holders act for them, some host a project being written."""
    chance, people = dice("organisations"), sorted(cast.citizens.values(), key=lambda person: person.id)
    projects = list(db.session.scalars(select(Project).order_by(Project.id)))
    rows = [(kind, name) for kind, names in NAMES.items() for name in names.split("|")]
    made = []
    for number, (kind, name) in enumerate(rows):
        status = S.DECLARED if number % 8 == 7 else S.CONFIRMED
        organisation = Organisation(name=name, sort_name=plain(name), kind=kind, status=status, status_at=clock.now())
        organisation.municipality_code = projects[number % len(projects)].municipality_code
        _number(organisation, number)
        organisation.declared_by_id = people[number % len(people)].id
        for place, role in enumerate((R.REPRESENTATIVE, R.TREASURER, R.MEMBER)):
            since = clock.today() - timedelta(days=chance.randint(40, 900))
            who = people[(number + place * 7) % len(people)]
            organisation.mandates.append(Mandate(person=who, role=role, since=since))
        made.append(organisation)
    db.session.add_all(made)
    db.session.flush()
    _engage(made)
    _host([each for each in made if each.status is S.CONFIRMED], projects)


def _number(organisation: Organisation, number: int) -> None:
    if organisation.kind is K.COLLECTIVE:
        return
    if organisation.kind is K.ASSOCIATION:
        organisation.rna = f"W62{9990000 + number:07d}"
    if organisation.kind is not K.ASSOCIATION or number % 2:
        body = f"9999{number:04d}"
        organisation.siren = body + luhn.calc_check_digit(body)


def _engage(made: list[Organisation]) -> None:
    for number, each in enumerate(made):
        if each.kind in commitments.SIGNERS and number % 3:
            person = each.mandates[0].person
            db.session.add(Engagement(organisation=each, person=person, digest=commitments.version()))


def _host(hosts: list[Organisation], projects: list[Project]) -> None:
    """Projects being written ask, or were declined; those submitted are carried already."""
    asking = (HostingStatus.ASKED, HostingStatus.ASKED, HostingStatus.DECLINED)
    drafts = [project for project in projects if project.status is ProjectStatus.DRAFT][:6]
    submitted = [project for project in projects if project.status is not ProjectStatus.DRAFT][-9:]
    plan = [(project, asking[number % 3]) for number, project in enumerate(drafts)]
    plan += [(project, HostingStatus.ACCEPTED) for project in submitted]
    for number, (project, status) in enumerate(plan):
        host = hosts[number % len(hosts)]
        hosting = Hosting(project=project, organisation=host, asked_by_id=project.holder_id, status=status)
        hosting.message, hosting.status_at = (
            "Nous n’avons pas d’association : pouvez-vous nous accueillir ?",
            clock.now(),
        )
        if status is HostingStatus.ACCEPTED:
            hosting.takes_account, hosting.takes_accounting, hosting.takes_insurance = True, True, number % 3 == 0
        if status is HostingStatus.DECLINED:
            hosting.reason = "Nous portons déjà trois projets cette année."
        db.session.add(hosting)
