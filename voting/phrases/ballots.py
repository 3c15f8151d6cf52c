"""Why a ballot is refused: code -> (French, English)."""

BALLOTS: dict[str, tuple[str, str]] = {
    "empty": ("Le bulletin est vide\u00a0: aucun projet n’est choisi.", "The ballot is empty: no project is chosen."),
    "too_few": (
        "Le bulletin compte {given:choices}\u00a0; il en faut au moins {min}.",
        "The ballot names {given:choices}; at least {min} must be chosen.",
    ),
    "too_many": (
        "Le bulletin compte {given:choices}\u00a0; il en faut au plus {max}.",
        "The ballot names {given:choices}; at most {max} may be chosen.",
    ),
    "not_exactly": (
        "Le bulletin compte {given:choices}\u00a0; il en faut exactement {min}.",
        "The ballot names {given:choices}; exactly {min} must be chosen.",
    ),
    "duplicate": (
        "Le projet {choice} est choisi deux fois\u00a0; les projets doivent être différents.",
        "Project {choice} is chosen twice; the projects must be different.",
    ),
    "unknown": (
        "Le projet {choice} n’est pas soumis à ce vote.",
        "Project {choice} is not part of this vote.",
    ),
    "wrong_kind": (
        "Le bulletin n’est pas du type demandé\u00a0: des projets seuls, ou chacun avec son nombre.",
        "The ballot is not of the kind asked for: projects alone, or each with its number.",
    ),
    "points_of": (
        "Le projet {choice} reçoit {given:points}, hors de la limite de {limit}.",
        "Project {choice} is given {given:points}, beyond the limit of {limit}.",
    ),
    "points_sum": (
        "Le bulletin donne {given:points} en tout, hors de la limite de {limit}.",
        "The ballot gives {given:points} in all, beyond the limit of {limit}.",
    ),
    "plus_or_minus": (
        "Le projet {choice} porte {given}\u00a0; un vote est pour (+1) ou contre (-1).",
        "Project {choice} is given {given}; a vote is for (+1) or against (-1).",
    ),
    "minus": (
        "Votes contre\u00a0: {given}, votes pour\u00a0: {plus}. Au plus {limit} contre sont permis, et il faut"
        " deux fois plus de votes pour.",
        "Votes against: {given}, in favour: {plus}. At most {limit} may be against, with twice as many in favour.",
    ),
    "grade": (
        "Le projet {choice} reçoit la mention {given}\u00a0; les mentions vont de 0 à {limit}.",
        "Project {choice} is given the grade {given}; grades go from 0 to {limit}.",
    ),
    "too_cheap": (
        "Les projets choisis coûtent {given:money} ensemble\u00a0; il faut au moins {limit:money}.",
        "The projects chosen cost {given:money} together; at least {limit:money} is needed.",
    ),
    "over_budget": (
        "Les projets choisis coûtent {given:money} ensemble, plus que les {limit:money} à répartir.",
        "The projects chosen cost {given:money} together, more than the {limit:money} there is to give.",
    ),
}
