"""One project, line by line: votes, fate, what would have changed it, the grant, what its supporters draw."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from voting.cli.failures import WrongInput
from voting.cli.figures import distribution
from voting.cli.table import tied
from voting.cli.words import colon, word
from voting.election import Candidate, Election
from voting.profile import Profile
from voting.result import Line, Result
from voting.sentences import Sentence, explain, grouped, money
from voting.statistics import decimal, percent, satisfaction_of
from voting.urn import Urn


def project_named(text: str, election: Election) -> str:
    """The id of a project given by its id, or its name capitals aside. WrongInput, with the nearest names, for none."""
    if any(candidate.id == text for candidate in election.candidates):
        return text
    same = [candidate.id for candidate in election.candidates if candidate.name.casefold() == text.casefold()]
    if len(same) == 1:
        return same[0]
    if same:
        raise WrongInput("cli_many_projects", value=text, known=", ".join(same))
    known = {candidate.name.casefold(): candidate for candidate in election.candidates}
    close = [known[name] for name in get_close_matches(text.casefold(), known, 3)]
    if close:
        named = "\n".join(f"[{candidate.id}] {candidate.name}" for candidate in close)
        raise WrongInput("cli_project_near", value=text, names=named)
    raise WrongInput("cli_no_project", value=text)


def heading(line: Line, candidate: Candidate, lang: str, currency: str) -> str:
    """● [17] Name · cost · canton · theme."""
    price = money(candidate.cost, lang, currency)
    groups = [one for one in (candidate.canton, candidate.theme, *sorted(candidate.tags)) if one]
    about = " · ".join(dict.fromkeys([price, *groups]))
    return f"{'●' if line.won else '○'} [{line.id}] {line.name} · {about}"


def fate(line: Line, near: Sequence[Sentence], lang: str, currency: str) -> Iterator[str]:
    """Why it won or lost, and what would have changed that."""
    yield f"  {explain(line.why, lang, currency)}"
    for said in near:
        yield f"  {explain(said, lang, currency)}"


def whole_story(
    line: Line, near: Sequence[Sentence], election: Election, urn: Urn, result: Result, said: tuple[str, str]
) -> Iterator[str]:
    """The lines to print; `said`: language and currency."""
    lang, currency = said
    candidate = next(one for one in election.candidates if one.id == line.id)
    yield heading(line, candidate, lang, currency)
    drew = {"rank": line.rank, "votes": line.votes, "supporters": line.supporters}
    yield f"  {explain(Sentence('cli_drew', drew), lang)}"
    yield from fate(line, near, lang, currency)
    yield from (f"  {text}" for text in tied(election, result, lang, line.id))
    if line.grant_lines:
        yield ""
        yield f"{word('grant', lang)}{colon(lang)}"
        yield from (f"  {explain(each, lang, currency)}" for each in line.grant_lines)
    yield ""
    yield from _supporters(line, urn, result, lang)


def _supporters(line: Line, urn: Urn, result: Result, lang: str) -> Iterator[str]:
    """What those who named it draw from the winners."""
    groups = {gives: times for gives, times in urn.profile.groups.items() if any(one == line.id for one, _ in gives)}
    drawn = satisfaction_of(Profile(groups, urn.profile.tally), result.winners)
    yield f"{word('supporters', lang)}{colon(lang)} {grouped(drawn.voters, lang)}"
    yield f"  {word('served', lang)}{colon(lang)} {percent(drawn.served, lang)}"
    yield f"  {word('mean', lang)}{colon(lang)} {decimal(drawn.mean, 2, lang)}"
    yield from distribution(drawn, lang)
