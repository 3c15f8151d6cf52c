"""Several rules on the same ballots: who wins under each, and which set the voters would rather have."""

from voting.comparison.names import name_of
from voting.comparison.outcome import Comparison, Outcome, Pair, compare
from voting.comparison.sentences import paragraphs, sentences

__all__ = ["Comparison", "Outcome", "Pair", "compare", "name_of", "paragraphs", "sentences"]
