"""The wording of every sentence: code -> (French, English). Fields are filled by `voting.sentences`."""

from voting.phrases.ballots import BALLOTS
from voting.phrases.commands import COMMANDS
from voting.phrases.files import FILES
from voting.phrases.grants import GRANTS
from voting.phrases.nearness import NEARNESS
from voting.phrases.outcomes import OUTCOMES
from voting.phrases.recount import RECOUNT
from voting.phrases.sheets import SHEETS

PHRASES: dict[str, tuple[str, str]] = {
    **BALLOTS,
    **OUTCOMES,
    **NEARNESS,
    **GRANTS,
    **RECOUNT,
    **COMMANDS,
    **FILES,
    **SHEETS,
}
