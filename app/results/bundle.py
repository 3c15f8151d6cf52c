"""The public files of a result: the certificate as it was hashed, and the ballots in the Pabulib format."""

import io
from dataclasses import replace

from app.booth import queries as booth
from app.results.models import Result
from app.results.presentation import ResultPage
from voting import pabulib
from voting.certificate import canonical, with_signatures
from voting.election import Election


def certificate_json(result: Result) -> bytes:
    """The certificate as its digest covers it, and beside it who signed that digest, and when."""
    signed = [(s.person.name, s.signed_at.isoformat(), s.digest) for s in result.signatures]
    return canonical(with_signatures(result.certificate, signed))


def ballots_pb(shown: ResultPage) -> str:
    """Every ballot, in the order of what they hold, with voters numbered in turn; votes and winners as counted.

    With the certificate it recounts anywhere: `python -m voting verify CERTIFICATE.json BALLOTS.pb`.
    """
    election = Election.from_dict(shown.result.certificate["election"])
    file = pabulib.from_election(election, booth.ballots_of(shown.round), meta=shown.meta())
    lines = {line.proposal.code: line for line in shown.lines}
    projects = tuple(
        {**row, "votes": str(lines[row["project_id"]].votes), "selected": str(int(lines[row["project_id"]].won))}
        for row in file.projects
    )
    text = io.StringIO()
    pabulib.write(replace(file, projects=projects), text)
    return text.getvalue()
