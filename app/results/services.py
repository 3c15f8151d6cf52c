"""What is done with results: count, sign twice, proclaim; and check again at any time."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.booth import keys
from app.booth import queries as booth
from app.booth.models import Ballot
from app.booth.services import reshuffle_box
from app.core import audit
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.core.text import money
from app.notifications.services import Told, notify_each
from app.notifications.topics import Topic
from app.results import queries
from app.results.models import Result, ResultLine, Signature
from app.results.nearby import margins_near
from app.results.status import ResultStatus
from app.results.translation import election_of, proposals_of
from app.rounds.models import PhaseKind, Round
from app.rounds.status import PhaseStatus
from voting.ballots import Ballot as Cast
from voting.certificate import certificate, verify
from voting.election import Election
from voting.opening import opened
from voting.result import Result as Count
from voting.result import count
from voting.sentences import explain
from voting.statistics import statistics_of

SIGNATURES = 2


def count_round(round_: Round, *, by: Person) -> Result:
    """Count the ballots of a round whose vote is closed. Once only: a count is checked again, never made anew."""
    phase = round_.phase(PhaseKind.VOTE)
    if phase is None or phase.status is not PhaseStatus.CLOSED:
        raise Refused(
            _(
                "Le vote de l’édition « %(round)s » n’est pas clos : deux personnes doivent d’abord le clore.",
                round=round_.name,
            )
        )
    if queries.result_of(round_) is not None:
        raise Refused(_("L’édition « %(round)s » est déjà dépouillée.", round=round_.name))
    reshuffle_box(round_)
    election, ballots = election_of(round_), booth.ballots_of(round_)
    book = round_.rulebook
    result = store(round_, election, ballots, rulebook=book.digest if book else None, receipts=_receipt_key(round_))
    audit.record("result.count", result, by=by, round=round_.name, ballots=len(ballots), digest=result.digest)
    return result


def _receipt_key(round_: Round) -> str | None:
    """The public key of the receipts, when anybody voted here."""
    return keys.of_round(round_.public_id, may_create=False).public if booth.has_voters(round_) else None


def store(round_: Round, election: Election, ballots: Sequence[Cast], **extra: Any) -> Result:
    """Count, and keep the certificate with a line per project. `extra` is covered by the certificate's digest."""
    urn = opened(ballots, election)
    counted = count(election, urn)
    document = certificate(
        election,
        ballots,
        counted,
        round={"id": round_.public_id, "name": round_.name, "currency": round_.currency},
        **extra,
    )
    result = Result(round_id=round_.id, ballots=len(ballots), certificate=document, digest=document["digest"])
    result.statistics = statistics_of(election, urn, counted).to_dict()
    db.session.add(result)
    try:
        with db.session.begin_nested():
            db.session.flush()
    except IntegrityError:
        raise Refused(_("L’édition « %(round)s » est déjà dépouillée.", round=round_.name)) from None
    near = margins_near(election, urn)
    db.session.add_all(_lines(result, counted, {p.code: p.id for p in proposals_of(round_)}, near))
    db.session.flush()
    return result


def _lines(
    result: Result, counted: Count, ids: Mapping[str, int], near: Mapping[str, list[dict[str, Any]]]
) -> list[ResultLine]:
    rows = []
    for line in counted.lines:
        known = line.to_dict()
        facts = {key: known[key] for key in ("cost", "remaining", "stage", "why", "margin", "grant_lines")}
        if line.id in near:
            facts["margins"] = near[line.id]
        rows.append(
            ResultLine(
                result_id=result.id,
                proposal_id=ids[line.id],
                position=line.rank,
                votes=line.votes,
                outcome=line.outcome,
                grant_cents=line.grant,
                facts=facts,
            )
        )
    return rows


def discrepancies(result: Result) -> list[str]:
    """Count again from the rows of today: every difference with the certificate, in French; [] when it is identical."""
    round_ = result.round
    found = [explain(sentence) for sentence in verify(result.certificate, booth.ballots_of(round_))]
    if _without_cantons(election_of(round_).to_dict()) != _without_cantons(result.certificate["election"]):
        found.append(_("Les projets ou le règlement ne sont plus ceux du certificat."))
    if result.digest != result.certificate.get("digest"):
        found.append(_("L’empreinte enregistrée n’est pas celle du certificat."))
    return [*found, *_wrong_lines(result), *_wrong_signatures(result), *_wrong_ballots(round_)]


def _without_cantons(election: Mapping[str, Any]) -> dict[str, Any]:
    """Which canton a commune is in comes from a list that may be loaded again after the count."""
    return {**election, "candidates": [{**candidate, "canton": None} for candidate in election["candidates"]]}


def explain_near(result: Result, *, by: Person | None) -> int:
    """Find what would have changed the fate of the projects near the line, however long; return how many there are."""
    election = Election.from_dict(result.certificate["election"])
    near = margins_near(election, opened(booth.ballots_of(result.round), election), whatever_it_takes=True)
    for line in result.lines:
        if line.proposal.code in near:
            line.facts = {**line.facts, "margins": near[line.proposal.code]}
    audit.record("result.explain", result, by=by, projects=len(near))
    return len(near)


def _wrong_lines(result: Result) -> list[str]:
    """Lines shown on the page that are not those of the certificate."""
    shown = {line.proposal.code: (line.position, line.votes, line.outcome, line.grant_cents) for line in result.lines}
    proved = {
        line["id"]: (line["rank"], line["votes"], line["outcome"], line["grant"])
        for line in result.certificate["result"]["lines"]
    }
    wrong = sorted(code for code in {*shown, *proved} if shown.get(code) != proved.get(code))
    return [_("La ligne du projet %(code)s n’est pas celle du certificat.", code=code) for code in wrong]


def _wrong_signatures(result: Result) -> list[str]:
    wrong = [signature.name for signature in result.signatures if signature.digest != result.digest]
    return [_("Signature d’un autre certificat : %(name)s.", name=name) for name in wrong]


def _wrong_ballots(round_: Round) -> list[str]:
    """Ballots whose fingerprint no longer matches their choices."""
    rows = db.session.execute(
        select(Ballot.nonce, Ballot.choices, Ballot.commitment)
        .where(Ballot.round_id == round_.id)
        .order_by(Ballot.commitment)
        .execution_options(yield_per=5000)
    )
    return [
        _("Le bulletin d’empreinte %(code)s… a été modifié.", code=commitment[:16])
        for nonce, choices, commitment in rows
        if keys.commitment(nonce, choices) != commitment
    ]


def sign(result: Result, *, by: Person) -> None:
    """Sign the digest of the certificate, after counting again; the second signature certifies the result.

    The row is locked, so that two people signing at once see each other.
    """
    db.session.refresh(result, with_for_update=True)
    if result.status is not ResultStatus.COUNTED:
        raise Refused(_("Ce résultat est déjà certifié par deux signatures."))
    if any(signature.person_id == by.id for signature in result.signatures):
        raise Refused(
            _(
                "Vous avez déjà signé ce résultat. La seconde signature doit être celle d’une autre personne de "
                "l’équipe."
            )
        )
    if found := discrepancies(result):
        raise Refused(
            _("Le nouveau comptage diffère du certificat, il ne peut pas être signé : %(what)s", what=found[0])
        )
    result.signatures.append(Signature(person_id=by.id, digest=result.digest))
    db.session.flush()
    audit.record("result.sign", result, by=by, digest=result.digest)
    if len(result.signatures) == SIGNATURES:
        advance(result, "certify", by=by, digest=result.digest)


def explore(result: Result, *, by: Person, **tried: Any) -> None:
    """Write down that somebody looked at what other rules would have given; nothing else is kept of it."""
    audit.record("result.explore", result, by=by, **tried)


def publish(result: Result, *, by: Person) -> None:
    """Proclaim the result and tell every holder, and their team, what became of their project."""
    advance(result, "publish", by=by, digest=result.digest)
    projects = queries.projects_of(result)
    for line in result.lines:
        if project := projects.get(line.proposal_id):
            told, dedup = partial(_fate_of, line, result), f"result:{result.public_id}:{line.proposal.public_id}"
            notify_each([(project.holder, told)], Topic.DECISIONS, by=by, dedup=dedup)
            team = [(member.person, told) for member in project.members]
            notify_each(team, Topic.MY_PROJECT, by=by, dedup=dedup)


def _fate_of(line: ResultLine, result: Result) -> Told:
    """What is said of one project, in the language in force: its sentence, its grant, and what comes next."""
    currency, title = result.round.currency, line.proposal.title
    said = [
        _("Les résultats de l’édition « %(round)s » sont proclamés.", round=result.round.name),
        _(
            "Votre projet « %(title)s » : %(sentence)s",
            title=title,
            sentence=explain(line.why, "en" if str(get_locale()) == "en" else "fr", currency),
        ),
    ]
    if line.grant_cents:
        said.append(_("Votre subvention : %(money)s.", money=money(line.grant_cents, currency)))
    said.append(
        _("La suite : lisez le détail du calcul et le certificat sur la page des résultats. L’équipe vous écrira.")
    )
    return Told(
        _("Résultat du vote : %(title)s", title=title),
        said,
        f"/resultats/{result.round.public_id}/projets/{line.proposal.number}",
    )
