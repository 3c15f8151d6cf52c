"""What is irregular in a file and accepted all the same: one note for each sort, at its first line."""

from dataclasses import dataclass, field

from voting.sentences import Sentence

Warnings = tuple[tuple[int, Sentence], ...]


@dataclass
class Notes:
    """The notes taken while a file is read."""

    first: dict[tuple[str, str], tuple[int, dict[str, int | str]]] = field(default_factory=dict)
    times: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, code: str, line: int, *, times: int = 1, of: str = "", **values: int | str) -> None:
        """Note something at a line. Later ones of the same sort (the same code `of` the same thing) only count."""
        self.first.setdefault((code, of), (line, values))
        self.times[code, of] = self.times.get((code, of), 0) + times

    def warnings(self) -> Warnings:
        """(line, sentence) in the order of the lines; each sentence says its line, and how many there are."""
        found = [
            (line, Sentence(code, {**values, "line": str(line), "count": self.times[code, of]}))
            for (code, of), (line, values) in self.first.items()
        ]
        return tuple(sorted(found, key=lambda note: (note[0], note[1].code, str(note[1].values))))
