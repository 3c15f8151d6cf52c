"""Why a project won or lost: from the step that decided it to the sentence that says so."""

from collections.abc import Mapping

from voting.allocation.outcome import EXCLUDED, SELECTED, TOO_DEAR, Step
from voting.candidate import Candidate
from voting.sentences import Sentence


def why(step: Step, candidates: Mapping[str, Candidate]) -> Sentence:
    """The sentence of a step, with its figures; cents and counts."""
    values: dict[str, int | str] = {
        "rank": step.rank,
        "votes": step.votes,
        "cost": step.cost,
        "remaining": step.remaining,
        **step.figures,
    }
    code = step.reason or step.outcome
    if step.outcome == SELECTED and step.paid < step.cost:
        return Sentence("selected_part", {**values, "paid": step.paid})
    if step.outcome == TOO_DEAR:
        values |= {"least": step.least, "short": step.least - step.remaining}
    if step.outcome == EXCLUDED:
        values["names"] = "\n".join(candidates[one].name for one in str(step.figures["rivals"]).split("\n"))
    if "behind" in step.figures:
        values["short"] = step.cost - int(step.figures["behind"])
    return Sentence(code, values)
