"""A comparison as the picture `voting.chart.svg` draws."""

from collections import Counter

from voting.chart import Bar, Picture, Segment
from voting.cli.compared import Compared
from voting.cli.output import currency_of, title_of
from voting.cli.side_by_side import apart
from voting.cli.words import colon, word
from voting.comparison import Outcome, name_of, sentences
from voting.sentences import explain, grouped, money
from voting.statistics import percent
from voting.statistics.figures import mean

LEVELS = 4  # winners named: 0, 1, 2, 3, and 4 or more
ROWS = 30


def picture(one: Compared, lang: str) -> Picture:
    """The chart of one file."""
    currency, outcomes = currency_of(one.file), one.comparison.outcomes
    rows = apart(one, lang, currency)
    said = [explain(sentence, lang, currency) for sentence in sentences(one.comparison, one.names, lang)]
    budget = f"{word('budget', lang)}{colon(lang)} {money(one.comparison.budget, lang, currency)}"
    ballots = f"{word('ballots', lang)}{colon(lang)} {grouped(one.turnout.ballots, lang)}"
    return Picture(
        title=title_of(one.file, one.path),
        subtitle=f"{budget} · {ballots}",
        labels=tuple(name_of(outcome.method, lang) for outcome in outcomes),
        served_title=word("picture_served", lang),
        served=tuple(_served(outcome, lang) for outcome in outcomes),
        money_title=word("picture_money", lang),
        money=tuple(_money(outcome, one.comparison.budget, lang, currency) for outcome in outcomes),
        tokens_title=word("differences", lang),
        tokens=tuple(rows[:ROWS]),
        more=word("more_rows", lang).format(number=len(rows) - ROWS) if len(rows) > ROWS else "",
        description=" ".join(said),
    )


def _served(outcome: Outcome, lang: str) -> Bar:
    """Voters by the number of winners they had chosen."""
    drawn, levels = outcome.satisfaction, Counter[int]()
    for won, times in drawn.by_winners.items():
        levels[min(won, LEVELS)] += times
    segments = []
    for level in range(LEVELS + 1):
        share = mean(levels[level], drawn.voters)
        shown, label = percent(share, lang, 0), f"{level}+" if level == LEVELS else str(level)
        meaning = word("voters_of", lang).format(
            won=label, voters=grouped(levels[level], lang), share=percent(share, lang)
        )
        segments.append(Segment(share, f"{label}{colon(lang)} {shown}", meaning, label))
    return Bar(name_of(outcome.method, lang), tuple(segments))


def _money(outcome: Outcome, budget: int, lang: str, currency: str) -> Bar:
    text = money(outcome.spent, lang, currency)
    share = mean(outcome.spent, budget)
    segment = Segment(share, percent(share, lang), f"{text}, {percent(share, lang)}")
    return Bar(name_of(outcome.method, lang), (segment,), text)
