"""A finished election made elsewhere, read from a Pabulib file into a published round, and counted here."""

import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert, select

from app.booth.keys import commitment
from app.booth.models import Ballot
from app.core import audit, clock
from app.core.errors import Refused
from app.core.extensions import db
from app.core.lifecycle import advance
from app.projects.models import Proposal
from app.projects.status import ProposalStatus
from app.results.models import Result
from app.results.services import store
from app.results.translation import COUNTED_AS, election_of
from app.rounds.models import Envelope, Phase, PhaseKind, Round, Rulebook
from app.rounds.presets import PAS_DE_CALAIS, counted
from app.rounds.status import PhaseStatus
from voting import pabulib
from voting.ballots import Ballot as Cast
from voting.certificate import digest
from voting.election import Election
from voting.pabulib import PabulibFile

BATCH = 5000  # ballots in one statement
Progress = Callable[[int, int], object]


def import_pb(
    path: Path,
    *,
    name: str | None = None,
    count_duplicates: bool = False,
    progress: Progress | None = None,
) -> Round:
    """Read, write and count a .pb file. PabulibError, with its line, for a broken one; Refused when it is here already.

    With `count_duplicates` a project named twice in a ballot counts twice, as a few cities did; otherwise once.
    `progress(done, total)` follows the writing of the ballots. Nothing is kept unless the caller commits.
    """
    file = pabulib.read(path)
    election = file.election(count_duplicates=count_duplicates)
    name = name or _name(file)
    _refuse_twice(path.name, name)
    round_ = _round(file, election, path.name, name)
    db.session.add(round_)
    db.session.flush()
    db.session.add_all(_proposals(file, round_))
    db.session.flush()
    _write_ballots(file, round_, progress)
    audit.record(
        "round.import", round_, by=None, file=path.name, ballots=len(file.ballots), projects=len(file.candidates)
    )
    advance(round_, "publish", by=None, imported_from=path.name)
    _publish(store(round_, election_of(round_), file.ballots, source=_source(path, file)), path.name)
    return round_


def _refuse_twice(file_name: str, name: str) -> None:
    if db.session.scalar(select(Round.name).where(Round.imported_from == file_name)):
        raise Refused(_("Le fichier %(file)s est déjà importé. Rien n’a été écrit.", file=file_name))
    if db.session.scalar(select(Round.name).where(Round.name == name)):
        raise Refused(
            _(
                "Une édition s’appelle déjà « %(name)s ». Donnez un autre nom avec --name. Rien n’a été écrit.",
                name=name,
            )
        )


def _name(file: PabulibFile) -> str:
    known = [file.meta.get(key, "") for key in ("unit", "district", "subunit", "instance")]
    return " ".join(dict.fromkeys(part for part in known if part)) or file.meta.get("description", "Import")


def _round(file: PabulibFile, election: Election, file_name: str, name: str) -> Round:
    """The round around the file."""
    starts_at, ends_at = _dates(file.meta)
    return Round(
        name=name,
        year=clock.paris(starts_at).year,
        preset="import",
        currency=file.meta.get("currency") or "EUR",
        imported_from=file_name,
        phases=_phases(starts_at, ends_at),
        envelopes=[Envelope(name="Enveloppe", amount_cents=election.rules.budget)],
        rulebooks=[_rulebook(_rulebook_text(file, election, file_name), _rules(election))],
    )


def _phases(starts_at: datetime, ends_at: datetime) -> list[Phase]:
    """The round arrives finished: its phases are born closed, they were never opened here."""
    after = ends_at + timedelta(days=1)
    spans = {
        PhaseKind.VOTE: (starts_at, ends_at),
        PhaseKind.COUNT: (ends_at, after),
        PhaseKind.RESULTS: (ends_at, after),
    }
    return [
        Phase(kind=kind, position=position, starts_at=first, ends_at=last, status=PhaseStatus.CLOSED)
        for position, (kind, (first, last)) in enumerate(spans.items(), 1)
    ]


def _rulebook(text: str, rules: dict[str, Any]) -> Rulebook:
    frozen = digest({"text": text, "rules": rules})
    return Rulebook(number=1, text=text, rules=rules, digest=frozen, published_at=clock.now())


def _rules(election: Election) -> dict[str, Any]:
    """The file's rules in the words of a rulebook, and as voting/ counts them."""
    people = {"min_age": 0, "comptoir_required": False}
    return {**PAS_DE_CALAIS, **counted(election.rules), **people, COUNTED_AS: election.to_dict()["rules"]}


def _rulebook_text(file: PabulibFile, election: Election, file_name: str) -> str:
    known = "\n".join(f"- {key} : {value}" for key, value in file.meta.items())
    return _(
        "# Édition importée\n\nCe vote n’a pas eu lieu sur cette plateforme. Projets, bulletins et règle viennent du "
        "fichier %(file)s, "
        "au format Pabulib.\n\nRègle du dépouillement : %(rule)s.\n\nCe que le fichier déclare :\n\n%(known)s",
        file=file_name,
        rule=election.rules.method.name,
        known=known,
    )


def _dates(meta: Mapping[str, str]) -> tuple[datetime, datetime]:
    """The first and last day of the vote; a year alone is its whole year; without dates, the year of the instance."""
    first, last = _day(meta.get("date_begin", "")), _day(meta.get("date_end", ""))
    year = re.search(r"(?:19|20)\d\d", f"{meta.get('instance', '')} {meta.get('edition', '')}")
    first = first or last or datetime(int(year[0]) if year else clock.today().year, 1, 1, tzinfo=UTC)
    last = last if last and last >= first else first
    return first, last + timedelta(days=1)


def _day(text: str) -> datetime | None:
    match = re.fullmatch(r"(?:(\d{1,2})\.(\d{1,2})\.)?(\d{4})", text.strip())
    try:
        return datetime(int(match[3]), int(match[2] or 1), int(match[1] or 1), tzinfo=clock.PARIS) if match else None
    except ValueError:
        return None


def _proposals(file: PabulibFile, round_: Round) -> Iterator[Proposal]:
    """The projects, numbered in the order of the file, in the state they had when the vote opened."""
    for number, candidate in enumerate(file.candidates, 1):
        yield Proposal(
            round_id=round_.id,
            code=candidate.id,
            number=number,
            title=candidate.name,
            place=candidate.canton or "",
            summary=candidate.theme or "",
            requested_cents=candidate.cost,
            budget_cents=0,
            answers=[],
            status=ProposalStatus.WITHDRAWN if candidate.withdrawn else ProposalStatus.LABELLED,
        )


def _write_ballots(file: PabulibFile, round_: Round, progress: Progress | None) -> None:
    """Insert the ballots in large statements: 75,000 of them one by one would take minutes."""
    column = file.vote_header.index("voter_id") - (file.vote_header.index("vote") < file.vote_header.index("voter_id"))
    total = len(file.ballots)
    for start in range(0, total, BATCH):
        part = slice(start, start + BATCH)
        rows = [
            _ballot(round_.id, voter[column].strip(), choices)
            for voter, choices in zip(file.voters[part], file.ballots[part], strict=True)
        ]
        db.session.execute(insert(Ballot), rows)
        if progress:
            progress(min(start + BATCH, total), total)


def _ballot(round_id: int, voter: str, choices: Cast) -> dict[str, Any]:
    nonce = secrets.token_hex(16)
    return {
        "round_id": round_id,
        "pseudonym": f"pb:{voter}",
        "choices": list(choices),
        "nonce": nonce,
        "commitment": commitment(nonce, choices),
        "revision": 1,
    }


def _source(path: Path, file: PabulibFile) -> dict[str, Any]:
    """Where the certificate's inputs come from, and the winners and votes published there (None without any)."""
    official = file.official_selected
    return {
        "file": path.name,
        "sha256": sha256(path.read_bytes()).hexdigest(),
        "meta": dict(file.meta),
        "official_selected": None if official is None else sorted(official),
        "official_votes": file.official_votes,
    }


def _publish(result: Result, file_name: str) -> None:
    """Shown at once: an imported count bears no signature of ours, its certificate says where it comes from."""
    advance(result, "certify", by=None, imported_from=file_name)
    advance(result, "publish", by=None, imported_from=file_name)
