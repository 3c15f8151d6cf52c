"""From one format to another by the endings of files: .pb (Pabulib), .json (everything), .csv (ballots alone), and to
.txt (tally sheet)."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from voting.allocation.method import Method
from voting.formats.ballots_csv import ballots_csv, ballots_from_csv
from voting.formats.document import Document, from_json, to_json
from voting.formats.losses import lost_in_json, lost_in_pabulib
from voting.pabulib import DECLARED, FileError, PabulibFile, from_election, read, write
from voting.recount import in_groups, in_order
from voting.sentences import Sentence, explain
from voting.sheet import sheet

Written = tuple[bytes, list[Sentence]]


@dataclass(frozen=True)
class Found:
    """What was read, what it warns of, and the file itself if it is a .pb."""

    document: Document
    said: list[Sentence] = field(default_factory=list)
    file: PabulibFile | None = None


def convert(source: Path, target: Path, *, lang: str = "fr") -> list[str]:
    """Write `source` again as `target`; the warnings, in "fr" or "en", also say what the target does not hold.

    FileError for what cannot be read or written (`sentence(lang)` says it), OSError for a file that is not there.
    """
    for path, known in ((source, READERS), (target, WRITERS)):
        if path.suffix.lower() not in known:
            raise FileError("pb_ending", value=path.name)
    found = READERS[source.suffix.lower()](source)
    content, said = WRITERS[target.suffix.lower()](found, target)
    target.write_bytes(content)
    return [explain(sentence, lang) for sentence in (*found.said, *said)]


def _from_pabulib(path: Path) -> Found:
    """The file as an election. A rule that is not known here becomes the ranking by votes, and it is said."""
    file = read(path)
    said = [sentence for _, sentence in file.warnings]
    declared = file.meta.get("rule", "")
    if declared not in DECLARED:
        said.append(Sentence("json_rule", {"value": declared}))
    election = file.election(None if declared in DECLARED else Method("greedy"))
    return Found(Document(election, file.ballots, file.meta), said, file)


def _from_json(path: Path) -> Found:
    return Found(from_json(path.read_bytes()))


def _from_csv(path: Path) -> Found:
    return Found(Document(None, ballots_from_csv(path.read_bytes())))


def _to_pabulib(found: Found, target: Path) -> Written:
    document, file = found.document, found.file
    if file is not None:
        return _text_of(file), []
    if document.election is None:
        raise FileError("csv_alone", value=target.name)
    said = lost_in_pabulib(document.election, document.ballots)
    return _text_of(from_election(document.election, document.ballots, meta=document.meta)), list(said)


def _to_json(found: Found, _target: Path) -> Written:
    said = [] if found.file is None else list(lost_in_json(found.file))
    if found.document.election is None:
        said.append(Sentence("json_alone"))
    return to_json(found.document), said


def _to_csv(found: Found, _target: Path) -> Written:
    document = found.document
    marked = any(not isinstance(entry, str) for ballot in document.ballots for entry in ballot)
    said = [Sentence("csv_lost")] if document.election else []
    return ballots_csv(document.ballots, marked=marked).encode(), said


def _to_sheet(found: Found, target: Path) -> Written:
    document = found.document
    if document.election is None:
        raise FileError("csv_alone", value=target.name)
    return b"".join(sheet(document.election, list(in_order(in_groups(document.ballots))))), [Sentence("sheet_lost")]


def _text_of(file: PabulibFile) -> bytes:
    text = io.StringIO()
    write(file, text)
    return text.getvalue().encode()


READERS: Mapping[str, Callable[[Path], Found]] = {".pb": _from_pabulib, ".json": _from_json, ".csv": _from_csv}
WRITERS: Mapping[str, Callable[[Found, Path], Written]] = {
    ".pb": _to_pabulib,
    ".json": _to_json,
    ".csv": _to_csv,
    ".txt": _to_sheet,
}
