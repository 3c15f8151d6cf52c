"""The answer of `compare` for human eyes: a table, bars, the projects the rules do not agree on, sentences."""

from collections.abc import Iterator

from voting.chart import bars, columns, tokens
from voting.cli.compared import Compared
from voting.cli.output import currency_of, title_of
from voting.cli.words import colon, word
from voting.comparison import name_of, paragraphs
from voting.sentences import explain, grouped, money
from voting.statistics import decimal, percent
from voting.statistics.figures import mean

MOST = 40  # projects shown, of those that not every rule selects


def side_by_side(one: Compared, lang: str) -> Iterator[str]:
    """The lines to print."""
    currency = currency_of(one.file)
    yield title_of(one.file, one.path)
    yield f"{word('budget', lang)}{colon(lang)} {money(one.comparison.budget, lang, currency)}"
    yield f"{word('ballots', lang)}{colon(lang)} {grouped(one.turnout.ballots, lang)}"
    yield ""
    yield from columns([*_table(one, lang, currency)])
    yield ""
    yield word("served", lang)
    yield from bars(
        [
            (name_of(outcome.method, lang), outcome.satisfaction.served, percent(outcome.satisfaction.served, lang))
            for outcome in one.comparison.outcomes
        ]
    )
    yield ""
    yield from _differences(one, lang, currency)
    yield from _parts(one, lang)
    for paragraph in paragraphs(one.comparison, one.names, lang):
        yield ""
        yield from (explain(said, lang, currency) for said in paragraph)


def _table(one: Compared, lang: str, currency: str) -> Iterator[list[str]]:
    yield [word(key, lang) for key in ("rule", "winners", "spent", "per_voter", "nothing", "gini_short")]
    for at, outcome in enumerate(one.comparison.outcomes, start=1):
        drawn = outcome.satisfaction
        yield [
            f"{at}. {name_of(outcome.method, lang)}",
            grouped(len(outcome.winners), lang),
            money(outcome.spent, lang, currency),
            decimal(drawn.mean, 2, lang),
            percent(mean(drawn.nothing, drawn.voters), lang),
            decimal(drawn.gini, 3, lang),
        ]


def apart(one: Compared, lang: str, currency: str) -> list[tuple[str, tuple[bool, ...]]]:
    """The projects that some rules select and others do not, and under which they win; those of most rules first."""
    sets = [frozenset(outcome.winners) for outcome in one.comparison.outcomes]
    found = []
    for candidate in one.election.candidates:
        marks = tuple(candidate.id in winners for winners in sets)
        if any(marks) and not all(marks):
            text = f"[{candidate.id}] {money(candidate.cost, lang, currency)} · {candidate.name}"
            found.append((text, marks))
    return sorted(found, key=lambda row: -sum(row[1]))


def _differences(one: Compared, lang: str, currency: str) -> Iterator[str]:
    rows = apart(one, lang, currency)
    if not rows:
        yield word("all_same", lang)
        return
    yield word("differences", lang)
    yield " ".join(str(at) for at in range(1, len(one.comparison.outcomes) + 1))
    yield from tokens(rows[:MOST], 90)
    if len(rows) > MOST:
        yield word("more_rows", lang).format(number=len(rows) - MOST)


def _parts(one: Compared, lang: str) -> Iterator[str]:
    """For each theme and canton, its share of the votes and of the money under each rule."""
    outcomes = one.comparison.outcomes
    if outcomes[0].parts:
        yield ""
        yield word("money_parts", lang)
    for by, parts in outcomes[0].parts.items():
        numbers = [str(at) for at in range(1, len(outcomes) + 1)]
        rows = [[word(by, lang), word("votes", lang), *numbers]]
        for at, part in enumerate(parts):
            shares = [percent(outcome.parts[by][at].of_money, lang) for outcome in outcomes]
            rows.append([part.name or word("none", lang), percent(part.of_votes, lang), *shares])
        yield from columns(rows)
