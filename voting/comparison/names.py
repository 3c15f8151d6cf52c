"""What to call a method in a sentence: its rule, then the options that are not the usual ones."""

from voting.allocation import Method
from voting.sentences import Sentence, explain


def name_of(method: Method, lang: str = "fr") -> str:
    """« parts égales (part relevée, puis par voix) » or "equal shares (raised share, then by votes)"."""
    said = [explain(Sentence(code), lang) for code in _codes(method)]
    return said[0] + (f" ({', '.join(said[1:])})" if said[1:] else "")


def _codes(method: Method) -> list[str]:
    """The code of the rule, then those of its options, of `voting.phrases`."""
    codes = [f"method_{method.name}"]
    if method.utility == "cardinality":
        if method.ranks:
            codes = [f"method_{method.name}_per_euro"]
        elif method.name != "phragmen":
            codes.append("method_cardinality")
    if method.name == "phragmen" and method.at_limit == "skip":
        codes.append("method_skip")
    if method.name == "equal-shares":
        codes += [f"method_then_{method.completion}"] if method.completion != "none" else []
        if method.completion.startswith("add1") and method.stop == "exhaustive":
            codes.append("method_exhaustive")
        if method.completion.startswith("add1") and method.start == "integral":
            codes.append("method_integral")
        codes += [f"method_unless_{method.comparison}"] if method.comparison != "none" else []
    return codes
