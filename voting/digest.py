"""The digest of ballots: SHA-256 of the canonical JSON of their list (`voting.certificate.canonical`)."""

import hashlib
import json

from voting.ballots import Ballot, Entry

BATCH = 4096  # ballots hashed together


class Digest:
    """The SHA-256 of a JSON list of ballots, given one after the other."""

    def __init__(self) -> None:
        self._made, self._waiting = hashlib.sha256(b"["), list[str]()
        self._texts = _Texts()
        self._first = True

    def add(self, ballot: Ballot, times: int) -> None:
        """The next ballot of the list, so many times."""
        texts = self._texts
        text = f"[{','.join([texts[entry] for entry in ballot])}]"
        self._waiting += [text] * times
        if len(self._waiting) >= BATCH:
            self._flush()

    def add_text(self, ballots: bytes) -> None:
        """The next ballots of the list, already as JSON: one or more, separated by commas."""
        self._flush()
        self._made.update(ballots if self._first else b"," + ballots)
        self._first = False

    def _flush(self) -> None:
        if self._waiting:
            self._made.update(f"{'' if self._first else ','}{','.join(self._waiting)}".encode())
            self._first = False
            self._waiting.clear()

    def text(self) -> str:
        """`sha256:` and the digest in hexadecimal; the list ends here."""
        self._flush()
        ended = self._made.copy()
        ended.update(b"]")
        return f"sha256:{ended.hexdigest()}"


class _Texts(dict[Entry, str]):
    """Each entry as JSON, made once."""

    def __missing__(self, entry: Entry) -> str:
        self[entry] = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
        return self[entry]
