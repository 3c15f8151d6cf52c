"""How often the hints of `moderation.screening` are right, and how many they miss, on the texts of bench/texts.

`python -m bench screening [--half reglage|epreuve] [--read HINT ...]`: prints a line for each hint and half: positives
(texts that deserve it), pointed at, right, precision (right / pointed at), recall (right / positives), and the time for
one text. `--read` measures réglage only and shows its misses and false alarms; those of épreuve are never shown.
Without options the table goes into RESULTS.md.

A text is counted once for a hint, wherever it points in it. What each hint is held against:

| hint | labels | beside |
| --- | --- | --- |
| danger | danger | |
| enfant | child_name | |
| insulte | insult, hate | no hint looks for hatred alone |
| iban, telephone, courriel, adresse | iban, telephone, email, address | |
| lien | link | any link; `link_spam` is a part of it |
| annonce | selling, link_spam | |
| politique | campaigning | |
| reclamation | complaint | |
| ailleurs | off_territory | |
| ressemblance | near_duplicate | right only when it names the other text |
| repetition | repetition | |
| majuscules | shouting | |
| court | empty_wish | it counts signs: a short clear wish is a false alarm here |
| photo | – | not about a text |

Nothing looks for `off_topic` and `unreadable`.
"""

import argparse
import json
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.results import seconds, table, write
from moderation.screening import HintKind, Surroundings, screen
from moderation.screening.likeness import Other

TITLE = "Screening"
TEXTS = Path(__file__).with_name("texts")
HALVES = ("reglage", "epreuve")
READABLE = HALVES[0]
GOAL = 0.020  # seconds for one text
RUNS = 3  # the quickest counts

LABELS: dict[HintKind, frozenset[str]] = {
    HintKind.ALARM: frozenset({"danger"}),
    HintKind.CHILD: frozenset({"child_name"}),
    HintKind.INSULT: frozenset({"insult", "hate"}),
    HintKind.IBAN: frozenset({"iban"}),
    HintKind.PHONE: frozenset({"telephone"}),
    HintKind.EMAIL: frozenset({"email"}),
    HintKind.ADDRESS: frozenset({"address"}),
    HintKind.LINK: frozenset({"link"}),
    HintKind.SELLING: frozenset({"selling", "link_spam"}),
    HintKind.CAMPAIGN: frozenset({"campaigning"}),
    HintKind.COMPLAINT: frozenset({"complaint"}),
    HintKind.ELSEWHERE: frozenset({"off_territory"}),
    HintKind.LIKENESS: frozenset({"near_duplicate"}),
    HintKind.REPETITION: frozenset({"repetition"}),
    HintKind.SHOUTING: frozenset({"shouting"}),
    HintKind.SHORT: frozenset({"empty_wish"}),
}


class Read(NamedTuple):
    """A labelled text, the kinds of hints it got, those that are right, and how long it took."""

    id: str
    text: str
    labels: frozenset[str]
    given: frozenset[HintKind]
    right: frozenset[HintKind]
    seconds: float

    def deserves(self, kind: HintKind) -> bool:
        """Whether a careful moderator would want it pointed out."""
        return bool(self.labels & LABELS[kind])


class Score(NamedTuple):
    """The figures of one hint on one half."""

    positives: int
    given: int
    right: int

    def cells(self) -> tuple[str, ...]:
        """Precision and recall with what they are made of; a dash when there is nothing to divide by."""
        return str(self.positives), str(self.given), str(self.right), *map(self._part, (self.given, self.positives))

    def _part(self, whole: int) -> str:
        return f"{self.right / whole:.2f}" if whole else "–"


def main(arguments: Sequence[str] = ()) -> int:
    """Measure, print, and write when asked."""
    options = _options(arguments)
    wanted = (READABLE,) if options.read else options.half or HALVES
    halves = {half: read(half) for half in wanted}
    for kind in map(HintKind, options.read):
        _show(kind, halves[READABLE])
    print(text := section(halves))
    if wanted is HALVES:
        write({TITLE: text})
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench screening")
    parser.add_argument("--half", action="append", choices=HALVES, help="this half only (both)")
    parser.add_argument("--read", nargs="+", default=(), choices=[each.value for each in LABELS], metavar="HINT")
    return parser.parse_args(arguments)


def read(half: str, runs: int = RUNS) -> list[Read]:
    """Every text of a half, screened beside all the others and the names of the communes of the département."""
    lines = [json.loads(line) for line in (TEXTS / f"{half}.jsonl").read_text("utf-8").splitlines()]
    here = frozenset((TEXTS / "communes.txt").read_text("utf-8").lower().splitlines())
    all_texts = [Other(line["id"], line["text"]) for line in lines]
    return [_screened(line, here, [each for each in all_texts if each.name != line["id"]], runs) for line in lines]


def _screened(line: dict, here: frozenset[str], others: Sequence[Other], runs: int) -> Read:
    text, around, labels = line["text"], Surroundings(here, others), frozenset(line["labels"])
    hints = screen(text, around)
    given = frozenset(each.kind for each in hints)
    right = {kind for kind in given if labels & LABELS[kind]}
    if line.get("near") not in [each.excerpt for each in hints if each.kind is HintKind.LIKENESS]:
        right.discard(HintKind.LIKENESS)
    spent = min((_spent(text, around) for _ in range(runs)), default=0.0)
    return Read(line["id"], text, labels, given, frozenset(right), spent)


def _spent(text: str, around: Surroundings) -> float:
    start = time.process_time()
    screen(text, around)
    return time.process_time() - start


def score(kind: HintKind, texts: Iterable[Read]) -> Score:
    """What one hint did on some texts."""
    texts = list(texts)
    return Score(
        sum(each.deserves(kind) for each in texts),
        sum(kind in each.given for each in texts),
        sum(kind in each.right for each in texts),
    )


def section(halves: dict[str, list[Read]]) -> str:
    """The section of RESULTS.md."""
    header = ("hint", "half", "positives", "pointed at", "right", "precision", "recall")
    rows = [(kind, half, *score(kind, texts).cells()) for kind in LABELS for half, texts in halves.items()]
    notes = [_note(half, texts) for half, texts in halves.items()]
    return "\n".join(("`python -m bench screening`", "", *notes, "", table(header, rows)))


def _note(half: str, texts: Sequence[Read]) -> str:
    spent = [each.seconds for each in texts]
    calm = [each for each in texts if not each.labels]
    noisy = sum(bool(each.given) for each in calm)
    return (
        f"- {half}: {len(texts)} texts, {len(calm)} deserve nothing, {noisy} of these got some hint; one text beside"
        f" {len(texts) - 1} others takes {seconds(median(spent))} of CPU (median), {seconds(max(spent))} at worst"
        f" (goal: < {seconds(GOAL)}, {'reached' if max(spent) < GOAL else '**not reached**'})."
    )


def _show(kind: HintKind, texts: Iterable[Read]) -> None:
    """The misses and false alarms of one hint, for whoever mends it."""
    for each in texts:
        if (kind in each.given) != (kind in each.right):
            print(f"{kind} false alarm {each.id}: {each.text}")
        elif each.deserves(kind) and kind not in each.given:
            print(f"{kind} missed {each.id}: {each.text}")


if __name__ == "__main__":
    raise SystemExit(main())
