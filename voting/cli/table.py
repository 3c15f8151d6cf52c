"""The answer of `count` for human eyes: a heading, then each project with its sentences."""

from collections.abc import Iterator

from voting.cli.document import agrees
from voting.cli.output import currency_of, title_of
from voting.cli.words import colon, word
from voting.comparison import name_of
from voting.election import Election
from voting.pabulib import PabulibFile
from voting.result import Result, tie_sentence
from voting.sentences import explain, grouped, money


def table(path: str, file: PabulibFile, election: Election, result: Result, lang: str) -> Iterator[str]:
    """The lines to print."""
    currency = currency_of(file)
    yield title_of(file, path)
    rule = name_of(election.rules.method, lang)
    yield f"{word('rule', lang)}{colon(lang)} {rule} ({result.rule})"
    yield from _money(result, lang, currency)
    if (same := agrees(file, result)) is not None:
        yield f"{word('official', lang)}{colon(lang)} {word('same' if same else 'different', lang)}"
    yield ""
    for line in result.lines:
        sentences = [explain(said, lang, currency) for said in (line.why, line.margin) if said]
        price = money(line.cost, lang, currency)
        yield f"{'●' if line.won else '○'} {line.rank:>4} {line.votes:>7} {price:>18}  [{line.id}] {line.name}"
        yield f"{'':33}  {' '.join(sentences)}"
    yield from tied(election, result, lang)
    if file.warnings:
        yield f"\n{word('remarks', lang)}{colon(lang)}"
        yield from (f"  {explain(warning, lang, currency)}" for _, warning in file.warnings)


def _money(result: Result, lang: str, currency: str) -> Iterator[str]:
    turnout = result.turnout
    void = grouped(sum(turnout.void.values()), lang)
    blank = grouped(turnout.blank, lang)
    yield f"{word('budget', lang)}{colon(lang)} {money(result.budget, lang, currency)}"
    yield f"{word('spent', lang)}{colon(lang)} {money(result.spent, lang, currency)}"
    ballots = grouped(turnout.ballots, lang)
    yield f"{word('ballots', lang)}{colon(lang)} {ballots} ({word('void', lang)} {void}, {word('blank', lang)} {blank})"


def tied(election: Election, result: Result, lang: str, only: str | None = None) -> Iterator[str]:
    """A sentence for each tie, or for those one project is in."""
    names = {candidate.id: candidate.name for candidate in election.candidates}
    for tie in result.ties:
        if only is None or only in tie.ids:
            yield explain(tie_sentence(tie, names), lang)
