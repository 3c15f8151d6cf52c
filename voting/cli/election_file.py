"""What `count`, `compare`, `explain` and `bench` count: a .pb file, or a .json one written by `convert`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from voting.allocation import Method
from voting.cli.failures import WrongFile, WrongInput
from voting.cli.progress import Progress
from voting.cli.reading import pabulib_file
from voting.constraints import Constraints
from voting.election import Election
from voting.formats import from_json
from voting.pabulib import FileError, PabulibError, PabulibFile
from voting.pabulib.lines import Lines


@dataclass(frozen=True, kw_only=True)
class WholeDocument(PabulibFile):
    """A JSON document, which holds the whole election: its grants, limits and seed too."""

    held: Election

    def election(
        self, method: Method | None = None, *, count_duplicates: bool = False, seed: str | None = None,
        constraints: Constraints | None = None,
    ) -> Election:  # fmt: skip
        """The election held, with what is given instead. WrongInput for a method its ballots do not go with."""
        rules = self.held.rules
        method = method or rules.method
        if (method.name == "majority-judgment") != (rules.ballot.kind == "judgment"):
            raise WrongInput("cli_graded" if rules.ballot.kind == "judgment" else "cli_judgment")
        ballot = replace(rules.ballot, duplicates="each") if count_duplicates else rules.ballot
        changed = replace(
            rules,
            ballot=ballot,
            method=method,
            constraints=constraints or rules.constraints,
            seed=rules.seed if seed is None else seed,
        )
        return replace(self.held, rules=changed)


def election_file(path: str, progress: Progress, *, budget: str | None = None) -> PabulibFile:
    """A file to count, with one ballot at least and money to give. WrongFile, with the place, otherwise.

    `budget`: what the command gives instead of the money of the file, if anything.
    """
    if is_json(path):
        progress.tell("doing_read", path=path)
        return reader(path, budget=budget)()
    file = pabulib_file(path, progress)
    _refuse_nothing(path, file, budget)
    return file


def reader(path: str, *, budget: str | None = None) -> Callable[[], PabulibFile]:
    """What reads a JSON document to count."""

    def read() -> PabulibFile:
        try:
            file = whole_document(Path(path).read_bytes())
        except FileError as error:
            raise WrongFile(path, error) from None
        _refuse_nothing(path, file, budget)
        return file

    return read


def is_json(path: str) -> bool:
    """Whether the name of a file says that it is JSON."""
    return path.lower().endswith(".json")


def whole_document(data: bytes) -> WholeDocument:
    """An election and its ballots. FileError for anything else."""
    document = from_json(data)
    if document.election is None:
        raise FileError("json_alone")
    return WholeDocument(
        meta=dict(document.meta),
        projects=(),
        candidates=document.election.candidates,
        official_selected=None,
        vote_header=(),
        voters=(),
        ballots=document.ballots,
        held=document.election,
    )


def _refuse_nothing(path: str, file: PabulibFile, budget: str | None) -> None:
    """WrongFile when there is no money, or no ballot."""
    whole = isinstance(file, WholeDocument)
    if budget is None and not file.election(_any_method(file)).rules.budget:
        raise WrongFile(
            path, FileError("json_no_budget") if whole else PabulibError(*file.places["budget"], "pb_no_budget")
        )
    if not len(file.ballots):
        raise WrongFile(path, FileError("json_no_ballots") if whole else PabulibError(_last(path), 1, "pb_no_ballots"))


def _any_method(file: PabulibFile) -> Method | None:
    """One that the file can be counted by, whatever it declares."""
    return None if isinstance(file, WholeDocument) else Method()


def _last(path: str) -> int:
    """The number of the last line of a file."""
    with Path(path).open("rb") as source:
        return max(1, sum(1 for _ in Lines(source)))
