"""How far a project was from the other side, and what ties did: code -> (French, English)."""

NEARNESS: dict[str, tuple[str, str]] = {
    "margin_more": (
        "Avec {more:votes} de plus, il aurait été retenu.",
        "With {more:votes} more it would have been selected.",
    ),
    "margin_displacing": (
        "Avec {more:votes} de plus, il aurait été retenu, à la place de {names:names}.",
        "With {more:votes} more it would have been selected, instead of {names:names}.",
    ),
    "margin_kept_out": (
        "Aucun nombre de voix n’aurait suffi\u00a0: un quota, une exclusion ou une enveloppe réservée l’écarte.",
        "No number of votes would have been enough: a quota, an exclusion or a reserve keeps it out.",
    ),
    "margin_never": (
        "Aucun nombre de voix n’aurait suffi\u00a0: il lui faut plus que l’enveloppe entière.",
        "No number of votes would have been enough: it needs more than the whole budget.",
    ),
    "margin_fewer": (
        "Avec {fewer:votes} de moins, il n’aurait pas été retenu.",
        "With {fewer:votes} fewer it would not have been selected.",
    ),
    "margin_safe": (
        "Il aurait été retenu quel que soit son nombre de voix.",
        "It would have been selected whatever its number of votes.",
    ),
    "tie": (
        "Égalité à {votes:votes} entre {names:names}\u00a0; l’ordre retenu n’a rien changé au résultat.",
        "Tie at {votes:votes} between {names:names}; their order changed nothing in the result.",
    ),
    "tie_decisive": (
        "Égalité à {votes:votes} entre {names:names}\u00a0; leur ordre de départage a compté dans le résultat.",
        "Tie at {votes:votes} between {names:names}; the order given to them made a difference.",
    ),
    "tie_level": (
        "Égalité entre {names:names}\u00a0; l’ordre retenu n’a rien changé au résultat.",
        "Tie between {names:names}; their order changed nothing in the result.",
    ),
    "tie_decisive_level": (
        "Égalité entre {names:names}\u00a0; leur ordre de départage a compté dans le résultat.",
        "Tie between {names:names}; the order given to them made a difference.",
    ),
    "tie_drawn": (
        "Égalité entre {names:names} au moment de les retenir\u00a0; l’ordre de départage publié a dit lequel passait"
        " d’abord.",
        "Tie between {names:names} when they were selected; the published order said which came first.",
    ),
    "margin_beyond": (
        "Même avec {votes:votes} de plus, il n’aurait pas été retenu.",
        "Even with {votes:votes} more it would not have been selected.",
    ),
    "margin_cheaper": (
        "S’il avait coûté {less:money} de moins, il aurait été retenu.",
        "If it had cost {less:money} less it would have been selected.",
    ),
    "margin_cheaper_displacing": (
        "S’il avait coûté {less:money} de moins, il aurait été retenu, à la place de {names:names}.",
        "If it had cost {less:money} less it would have been selected, instead of {names:names}.",
    ),
    "margin_dearer": (
        "S’il avait coûté {more:money} de plus, il n’aurait pas été retenu.",
        "If it had cost {more:money} more it would not have been selected.",
    ),
}
