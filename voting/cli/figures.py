"""Statistics for human eyes."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from voting.chart import bars, columns
from voting.cli.words import colon, word
from voting.sentences import grouped, money
from voting.statistics import Part, Satisfaction, Statistics, decimal, percent
from voting.statistics.figures import mean


def statistics_lines(statistics: Statistics, names: Mapping[str, str], lang: str, currency: str) -> Iterator[str]:
    """The lines to print. `names`: project -> its name."""
    yield word("statistics", lang)
    for key, text in [*_turnout(statistics, lang), *_projects(statistics, lang, currency), *_drawn(statistics, lang)]:
        yield f"  {word(key, lang)}{colon(lang)} {text}"
    yield ""
    yield from distribution(statistics.satisfaction, lang)
    for by, parts in statistics.parts.items():
        yield ""
        yield from _parts(by, parts, lang, currency)
    if statistics.effective is not None:
        yield ""
        yield word("effective", lang)
        ranked = sorted(statistics.effective.items(), key=lambda item: -item[1])
        yield from bars([(f"[{one}] {names[one]}"[:60], share, percent(share, lang)) for one, share in ranked])


def _turnout(statistics: Statistics, lang: str) -> Iterator[tuple[str, str]]:
    if statistics.entitled is not None and statistics.participation is not None:
        of = word("of_entitled", lang).format(entitled=grouped(statistics.entitled, lang))
        yield "turnout", f"{percent(statistics.participation, lang)} ({grouped(statistics.turnout.ballots, lang)} {of})"
    if void := statistics.turnout.void:
        yield "void_by", ", ".join(f"{reason} {grouped(times, lang)}" for reason, times in sorted(void.items()))


def _projects(statistics: Statistics, lang: str, currency: str) -> Iterator[tuple[str, str]]:
    projects = statistics.projects
    yield "projects", grouped(projects.running, lang)
    yield "winners", grouped(projects.winners, lang)
    for key, price in (("median_price", projects.median_price), ("median_winner", projects.median_winner)):
        if price is not None:
            yield key, money(price, lang, currency)
    yield "mean_votes", decimal(projects.mean_votes, 1, lang)
    if projects.median_votes is not None:
        yield "median_votes", decimal(projects.median_votes, 1, lang)
    yield "named", decimal(projects.named, 2, lang)


def _drawn(statistics: Statistics, lang: str) -> Iterator[tuple[str, str]]:
    drawn = statistics.satisfaction
    served = grouped(drawn.voters - drawn.nothing, lang)
    yield "served", f"{percent(drawn.served, lang)} ({served} / {grouped(drawn.voters, lang)})"
    yield "mean", decimal(drawn.mean, 2, lang)
    yield "mean_share", percent(drawn.mean_share, lang)
    yield "gini", decimal(drawn.gini, 3, lang)


def distribution(drawn: Satisfaction, lang: str) -> Iterator[str]:
    """How many voters drew how much, as bars."""
    yield word("by_winners", lang)
    yield from bars([(f"{won:>6}", *_counted(times, drawn.voters, lang)) for won, times in drawn.by_winners.items()])
    yield word("by_share", lang)
    labels = word("quarters", lang).split("|")
    yield from bars(
        [(label, *_counted(times, drawn.voters, lang)) for label, times in zip(labels, drawn.quarters(), strict=True)]
    )


def _counted(times: int, voters: int, lang: str) -> tuple[Fraction, str]:
    share = mean(times, voters)
    return share, f"{percent(share, lang)} ({grouped(times, lang)})"


def _parts(by: str, parts: Sequence[Part], lang: str, currency: str) -> Iterator[str]:
    head = [word(key, lang) for key in (by, "winners", "votes", "of_votes", "money", "of_money")]
    rows = [
        [
            part.name or word("none", lang),
            f"{part.winners}/{part.projects}",
            grouped(part.votes, lang),
            percent(part.of_votes, lang),
            money(part.money, lang, currency),
            percent(part.of_money, lang),
        ]
        for part in parts
    ]
    yield from columns([head, *rows])
