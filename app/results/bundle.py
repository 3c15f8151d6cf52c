"""The public files of a result: the certificate as it was hashed, the ballots in the Pabulib format, their sheet."""

import io
from dataclasses import replace
from datetime import timedelta

from app.booth import queries as booth
from app.core import clock
from app.results.models import Result
from app.results.presentation import ResultPage
from app.rounds.models import PhaseKind
from voting import pabulib
from voting.certificate import canonical, with_signatures
from voting.election import Election
from voting.recount import in_groups, in_order
from voting.sheet import sheet

KEPT = (  # of what an imported file says of itself
    "description",
    "country",
    "unit",
    "subunit",
    "district",
    "instance",
    "date_begin",
    "date_end",
    "language",
    "edition",
)


def certificate_json(result: Result) -> bytes:
    """The certificate as its digest covers it, and beside it who signed that digest, and when."""
    signed = [(s.name, s.signed_at.isoformat(), s.digest) for s in result.signatures]
    return canonical(with_signatures(result.certificate, signed))


def ballots_pb(shown: ResultPage) -> str:
    """Every ballot, in the order of what they hold, with voters numbered in turn; votes and winners as counted.

    With the certificate it recounts anywhere: `python -m voting verify CERTIFICATE.json BALLOTS.pb`.
    """
    election = Election.from_dict(shown.result.certificate["election"])
    file = pabulib.from_election(election, booth.ballots_of(shown.round), meta=meta_of(shown))
    lines = {line.proposal.code: line for line in shown.lines}
    projects = tuple(
        {**row, "votes": str(lines[row["project_id"]].votes), "selected": str(int(lines[row["project_id"]].won))}
        for row in file.projects
    )
    text = io.StringIO()
    pabulib.write(replace(file, projects=projects), text)
    return text.getvalue()


def sheet_txt(shown: ResultPage) -> bytes | None:
    """The tally sheet of the certificate: the same ballots, a bit for each project; None when they say more than that.

    Counted by `python -m voting verify CERTIFICATE.json SHEET.txt`, and `sha256sum` gives the digest certified.
    """
    document = shown.result.certificate
    if "sheet" not in document["inputs"]:
        return None
    election = Election.from_dict(document["election"])
    return b"".join(sheet(election, list(in_order(in_groups(booth.ballots_of(shown.round))))))


def meta_of(shown: ResultPage) -> dict[str, str]:
    """What a .pb file says beside the election."""
    round_, source = shown.round, shown.result.certificate.get("source")
    if source:
        found = {key: source["meta"][key] for key in KEPT if key in source["meta"]}
    else:
        found = {
            "description": f"Budget participatif : {round_.name}",
            "country": "France",
            "unit": round_.name,
            "instance": str(round_.year),
        }
        if phase := round_.phase(PhaseKind.VOTE):
            last = clock.paris(phase.ends_at - timedelta(microseconds=1))
            found |= {"date_begin": f"{clock.paris(phase.starts_at):%d.%m.%Y}", "date_end": f"{last:%d.%m.%Y}"}
    return {**found, "currency": round_.currency}
