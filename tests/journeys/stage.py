"""What the browser tests find on the site: rounds, envies and projects, made with the product's own services."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Person, Role, RoleGrant
from app.appeals.models import Appeal
from app.appeals.parties import reading_by
from app.appeals.services import make_appeal
from app.booth import services as booth
from app.booth.roll import Identity
from app.budgets.lines import Line
from app.budgets.models import BudgetLine, Funding
from app.budgets.queries import lines_of
from app.budgets.services import write_budget
from app.casework.models import Decision, Flag
from app.casework.services import decide, flag
from app.committees.models import Sitting
from app.core import clock
from app.core.extensions import db
from app.core.lifecycle import advance
from app.criteria.models import SelfAssessment
from app.criteria.queries import assessed
from app.criteria.services import Answer, assess
from app.events.models import Event, Registration
from app.factors.services.totp import rehearse
from app.ideas import services as ideas
from app.ideas.models import Idea, IdeaComment, IdeaHandover
from app.minors import services as minors
from app.minors.queries import token_of as agreement_token
from app.notifications.letters import unsubscribe_path
from app.notifications.topics import Topic
from app.organisations import commitments
from app.organisations.models import Kind, MandateRole, Organisation
from app.organisations.queries import token_of as invitation_token
from app.organisations.services import declaring, engaging, mandates
from app.projects import services as projects
from app.projects.models import Hosting, Project, Proposal
from app.projects.steps import DEFAULT_STEPS
from app.results import services as results
from app.reviews import services as reviews
from app.reviews.models import Criterion
from app.rounds import services as rounds
from app.rounds.models import PhaseKind, Round
from app.rounds.themes import Theme
from app.submissions import services as submissions
from app.submissions.queries import submissions_of
from app.territories.queries import find_municipalities
from moderation.decisions import Verb
from moderation.grounds import Ground
from tests.journeys.committee import a_sitting, the_sitting
from tests.journeys.doors import a_meeting_held
from tests.journeys.labelling import examine
from tests.journeys.labels import some_decisions
from tests.journeys.mails import some_mails
from tests.journeys.meetings import a_meeting
from tests.journeys.teamwork import add_teamwork

TITLES = [
    "Le café des aînés",
    "La ressourcerie du port",
    "Les jardins du terril",
    "Une radio de quartier",
    "Le vélo pour tous",
    "Chanter ensemble",
]
TABLE = [
    Line(60, "Outils et pièces", 650_000, quantity=13_000, unit="caisse", unit_cents=50_000),
    Line(61, "Assurance du local", 450_000),
    Line(74, "Budget citoyen", 800_000, is_asked=True),
    Line(74, "Ville d’Arras", 300_000, funding=Funding.AGREED),
    Line(86, "Heures des bénévoles", 48_000, quantity=40_000, unit="heure", unit_cents=1_200),
    Line(87, "Heures des bénévoles", 48_000),
]
TOWNS = ["Arras", "Calais", "Lens", "Béthune", "Saint-Omer", "Boulogne-sur-Mer"]
LAST_OPEN = PhaseKind.VOTE


def town(name: str):
    """The commune of that name."""
    return find_municipalities(name)[0]


def dates():
    """Ten days for each phase, one after another from today: staff may open each of them at once, ahead of its days."""
    first = clock.today()
    return {kind: (first + timedelta(10 * n), first + timedelta(10 * n + 9)) for n, kind in enumerate(PhaseKind)}


def a_person(name: str, *roles: Role) -> Person:
    """Somebody with an account."""
    person = Person(name=name, email=f"{name.lower()}@exemple.fr", role_grants=[RoleGrant(role=role) for role in roles])
    db.session.add(person)
    db.session.flush()
    if roles:
        rehearse(person)
    return person


def a_round(name: str, year: int, staff: Person, last_open: PhaseKind = LAST_OPEN) -> Round:
    """A published round with its rulebook, all phases before the count (or up to `last_open`) open at once: more than
    staff may, so that one round shows every page.
    """
    round_ = rounds.create_round(
        name=name, year=year, preset="pas-de-calais", envelope_cents=2_000_000, by=staff, dates=dates()
    )
    draft = round_.rulebooks[0]
    rounds.publish_rulebook(round_, draft.text, draft.rules, by=staff)
    rounds.publish_round(round_, by=staff)
    for phase in round_.phases:
        if phase.position <= round_.phase(last_open).position:
            advance(phase, "open", by=staff)
            phase.starts_at = min(phase.starts_at, clock.now())
    return round_


def a_dossier(round_: Round, holder: Person, title: str, place: str = "Arras") -> Project:
    """A project whose every step is written with the step's own example."""
    project = projects.start_project(
        title,
        f"{title} : un lieu pour se retrouver.",
        "Les voisins",
        Theme.ISOLATION,
        town(place),
        by=holder,
        round=round_,
    )
    texts = {question.key: question.example for part in DEFAULT_STEPS for question in part.questions}
    for step in projects.default_steps(round_):
        projects.answer_step(project, step, texts, by=holder)
    write_budget(project, TABLE, by=holder)
    for one in assessed(project):
        told = {question.key: Answer(3, "Douze voisins à chaque réunion.", "") for question in one.criterion.questions}
        assess(project, one, told, by=holder, seen=one.digest)
    return project


def a_proposal(round_: Round, holder: Person, title: str, place: str = "Arras") -> Proposal:
    """A dossier, submitted."""
    dossier = a_dossier(round_, holder, title, place)
    submissions.waive_comptoir(dossier, "Équipe déjà rencontrée l’an passé.", by=holder)
    return submissions.submit_project(dossier, by=holder)


def give_label(proposal: Proposal, reviewer: Person, staff: Person) -> None:
    """One reading, three points everywhere, then the label."""
    reviews.write_review(proposal, dict.fromkeys(Criterion, (3, "Du concret, et des partenaires.")), by=reviewer)
    reviews.label(proposal, "Un projet solide.", by=staff)


def vote(round_: Round, name: str, codes: list[str]) -> None:
    """One ballot in the box."""
    booth.put_ballot(round_, Identity(name, 1980, town("Arras").code, f"{name.split()[0].lower()}@exemple.fr"), codes)


def closed(round_: Round, kind: PhaseKind, by: list[Person]) -> None:
    """A phase closed by two people."""
    rounds.request_close(round_.phase(kind), by=by[0])
    rounds.confirm_close(round_.phase(kind), by=by[1])


@dataclass
class Stage:
    """The site as the tests of its pages find it, with somebody in each role."""

    people: dict[str, Person]
    voting: Round
    proposals: list[Proposal]
    ideas: list[Idea]
    draft: Project
    event: Event
    held: Registration
    entered: Proposal
    finished: Round
    counted: Round
    to_count: Round
    preparing: Round
    refused: Proposal
    examined: Proposal
    organisation: Organisation
    to_check: Organisation
    hosting: Hosting
    invitation: str
    agreement: str
    way_out: str
    received: str
    teamwork: dict[str, str]
    mail: str
    labelling: dict[str, str]

    @property
    def report(self) -> Flag:
        """What somebody reported."""
        return db.session.scalars(select(Flag)).first()

    @property
    def comment(self) -> IdeaComment:
        """What somebody wrote under the first idea."""
        return db.session.scalars(select(IdeaComment).order_by(IdeaComment.id)).first()

    @property
    def sitting(self) -> Sitting:
        """The committee, sitting."""
        return the_sitting()

    @property
    def offer(self) -> IdeaHandover:
        """An idea that its author offers to somebody."""
        return db.session.scalars(select(IdeaHandover)).one()

    @property
    def proof(self) -> SelfAssessment:
        """What the draft's team says to the first question."""
        return assessed(self.draft)[0].answers[0][1]

    @property
    def quoted(self) -> BudgetLine:
        """A line of the draft's budget."""
        return lines_of(self.draft)[0]

    @property
    def uncontested(self) -> Decision:
        """A decision that nobody has contested yet."""
        return db.session.scalars(select(Decision).where(Decision.verb == Verb.HIDE)).first()

    @property
    def appeal(self) -> Appeal:
        """An appeal against what the moderator refused, which waits for somebody else."""
        return db.session.scalars(select(Appeal)).first()


def build() -> Stage:
    """A round in vote with six projects, three whose vote is over, one in preparation; envies, a meeting. Committed."""
    citizen, moderator, reviewer = (
        a_person("Amel"),
        a_person("Bruno", Role.MODERATOR),
        a_person("Chloé", Role.REVIEWER),
    )
    staff, second, chief = (
        a_person("Driss", Role.STAFF),
        a_person("Élise", Role.STAFF),
        a_person("Inès", Role.ADMINISTRATOR),
    )
    year, team = clock.today().year, [staff, second]
    finished, counted, to_count = (
        _over(f"Budget citoyen {year - n}", year - n, citizen, reviewer, team) for n in (1, 2, 3)
    )
    _proclaim(finished, team)
    results.count_round(counted, by=staff)
    voting = a_round("Budget citoyen", year, staff)
    labelled = [a_proposal(voting, citizen, title, place) for title, place in zip(TITLES, TOWNS, strict=True)]
    for proposal in labelled:
        give_label(proposal, reviewer, staff)
    made = _some_ideas(voting, citizen, moderator)
    rounds.request_close(voting.phase(PhaseKind.COMPTOIRS), by=second)  # waits for Driss
    preparing = rounds.create_round(
        name="Budget citoyen de demain", year=year + 1, preset="pas-de-calais", envelope_cents=2_000_000, by=staff
    )
    draft, (child, agreement) = a_dossier(voting, citizen, "Un four à pain"), _a_child()
    stage = Stage(
        {
            "child": child,
            "citizen": citizen,
            "moderator": moderator,
            "reviewer": reviewer,
            "staff": staff,
            "administrator": chief,
        },
        voting,
        labelled,
        made,
        draft,
        a_meeting(voting, staff, citizen),
        a_meeting_held(voting, staff, citizen),
        a_proposal(voting, citizen, "Une cuisine partagée"),
        finished,
        counted,
        to_count,
        preparing,
        *_before_the_vote(year - 4, citizen, reviewer, second),
        *_organisations(draft, citizen, reviewer, staff),
        agreement,
        unsubscribe_path(citizen, Topic.MY_PROJECT).rpartition("/")[2],
        submissions_of(labelled[0].project)[0].public_id,
        add_teamwork(draft, a_person("Farah"), a_person("Mona", Role.MENTOR)),
        some_mails(),
        {},
    )
    readers = [reviewer, *(a_person(name, Role.REVIEWER) for name in ("Gilles", "Hana"))]
    stage.labelling = examine(stage.examined, readers, second, moderator)
    a_sitting(stage.entered, reviewer, staff)
    some_decisions(stage.entered, stage.refused, stage.proposals, stage.people)
    db.session.commit()
    return stage


def _over(name: str, year: int, holder: Person, reviewer: Person, staff: list[Person]) -> Round:
    """A round whose vote is closed, with four projects and two ballots."""
    round_ = a_round(name, year, staff[0])
    proposals = [a_proposal(round_, holder, title) for title in TITLES[:4]]
    for proposal in proposals:
        give_label(proposal, reviewer, staff[0])
    codes = [proposal.code for proposal in proposals]
    vote(round_, "Gaëlle Exemple", codes[:3])
    vote(round_, "Hugo Exemple", codes[1:])
    for phase in list(round_.phases):
        if phase.position <= round_.phase(LAST_OPEN).position:
            closed(round_, phase.kind, staff)
    return round_


def _before_the_vote(year: int, holder: Person, reviewer: Person, staff: Person) -> tuple[Proposal, Proposal]:
    """A refused proposal and one to examine, in a round whose vote is to come."""
    round_ = a_round(f"Budget citoyen {year}", year, staff, last_open=PhaseKind.CONTESTATION)
    refused, examined = (a_proposal(round_, holder, title) for title in ("Un poulailler commun", "Une fête des rues"))
    reviews.write_review(refused, dict.fromkeys(Criterion, (1, "Peu de partenaires.")), by=reviewer)
    reviews.refuse_label(refused, "Le projet reste à construire.", by=staff)
    return refused, examined


def _organisations(
    draft: Project, citizen: Person, host: Person, staff: Person
) -> tuple[Organisation, Organisation, Hosting, str]:
    """One confirmed that may host a draft of the citizen's and invites somebody; one to check, the citizen's."""
    identities = [
        declaring.Identity(name, Kind.ASSOCIATION, town("Arras"), rna=rna)
        for name, rna in (("Le Fournil", "W621234567"), ("Les Cyclettes", "W621234568"))
    ]
    organisation, to_check = declaring.declare(identities[0], by=host), declaring.declare(identities[1], by=citizen)
    declaring.confirm(organisation, by=staff)
    hosting = projects.ask(draft, organisation, "Nous sommes six voisins.", by=draft.holder)
    mandates.accept(mandates.invite(organisation, citizen.email, MandateRole.REPRESENTATIVE, None, by=host), by=citizen)
    invitation = mandates.invite(organisation, "zoe@exemple.fr", MandateRole.TREASURER, None, by=host)
    engaging.accept(organisation, commitments.version(), by=host)
    return organisation, to_check, hosting, invitation_token(invitation)


def _a_child() -> tuple[Person, str]:
    """Somebody below 15 who has asked a parent, with what the parent's link holds."""
    child = a_person("Lina")
    child.under_15 = True
    return child, agreement_token(minors.ask("parent@exemple.fr", by=child))


def _proclaim(round_: Round, staff: list[Person]) -> None:
    result = results.count_round(round_, by=staff[0])
    for person in staff:
        results.sign(result, by=person)
    results.publish(result, by=staff[1])


def _some_ideas(round_: Round, author: Person, moderator: Person) -> list[Idea]:
    body = "Le mercredi, les enfants de la rue n’ont nulle part où aller.\nUn lieu ouvert leur ferait du bien."
    made = [
        ideas.post_idea(f"Une envie pour {place}", body, theme, town(place), by=author, round=round_)
        for place, theme in zip(TOWNS, Theme, strict=False)
    ]
    made[0].neighbourhood, made[0].neighbourhood_key = "Les Blancs-Monts", "les blancs monts"
    for idea in made[:4]:
        ideas.publish_idea(idea, by=moderator)
    refused = decide(made[4], Verb.REFUSE, by=moderator, ground=Ground.ADVERTISING, reason="Ce texte vend un produit.")
    make_appeal(reading_by(refused, author), "Je ne vends rien : je prête.", by=author)
    decide(made[3], Verb.HIDE, by=moderator, ground=Ground.DUPLICATE, reason="La même envie est en ligne.")
    twin = ideas.post_idea("Une seconde envie", body, Theme.ARTS, town("Lens"), by=moderator, round=round_)
    ideas.publish_idea(twin, by=author)
    ideas.merge_idea(twin, made[0], "Les deux disent la même chose.", by=moderator)
    ideas.support_idea(made[0], by=moderator)
    comment = ideas.comment_idea(made[0], "Je peux prêter une salle.", by=moderator)
    ideas.publish_comment(comment, by=moderator)
    ideas.comment_idea(made[0], "Merci, voyons-nous !", by=author, reply_to=comment)
    flag(comment, Ground.OFF_TOPIC, "Cela ne parle pas d’une envie.", by=None)
    ideas.offer_idea(made[1], moderator.email, by=author)
    return [*made, twin]
