"""What became of a project: code -> (French, English)."""

OUTCOMES: dict[str, tuple[str, str]] = {
    "selected": (
        "Lauréat\u00a0: {rank:rank} avec {votes:votes}. À son tour, il restait {remaining:money}\u00a0; il lui"
        " fallait {cost:money}.",
        "Winner: {rank:rank} with {votes:votes}. When its turn came, {remaining:money} was left; it needed"
        " {cost:money}.",
    ),
    "selected_part": (
        "Lauréat\u00a0: {rank:rank} avec {votes:votes}. Il lui fallait {cost:money}\u00a0; il reçoit le solde de"
        " l’enveloppe, soit {paid:money}.",
        "Winner: {rank:rank} with {votes:votes}. It needed {cost:money}; it receives what was left, {paid:money}.",
    ),
    "too_dear": (
        "Non retenu\u00a0: {rank:rank} avec {votes:votes}. À son tour, il restait {remaining:money}\u00a0; il lui"
        " fallait au moins {least:money}, il manquait donc {short:money}.",
        "Not selected: {rank:rank} with {votes:votes}. When its turn came, {remaining:money} was left; it"
        " needed at least {least:money}, so {short:money} was missing.",
    ),
    "stopped": (
        "Non retenu\u00a0: {rank:rank} avec {votes:votes}. La sélection s’est arrêtée avant lui, au premier projet que"
        " l’enveloppe ne pouvait plus financer.",
        "Not selected: {rank:rank} with {votes:votes}. The selection stopped before it, at the first project the"
        " money left could not pay for.",
    ),
    "below_threshold": (
        "Non retenu\u00a0: {votes:votes}, alors qu’il en faut au moins {needed}.",
        "Not selected: {votes:votes}, while at least {needed} are required.",
    ),
    "withdrawn": (
        "Hors concours\u00a0: le projet a été retiré\u00a0; ses {votes:votes} ne comptent pas.",
        "Out of the running: the project was withdrawn; its {votes:votes} do not count.",
    ),
    "excluded": (
        "Non retenu\u00a0: {rank:rank} avec {votes:votes}. Il ne peut pas exister en même temps que {names:names},"
        " retenu avant"
        " lui.",
        "Not selected: {rank:rank} with {votes:votes}. It cannot exist together with {names:names}, selected before"
        " it.",
    ),
    "over_quota": (
        "Non retenu\u00a0: {rank:rank} avec {votes:votes}. Le quota de son territoire, de son thème ou de son"
        " étiquette ne lui laissait plus assez de place.",
        "Not selected: {rank:rank} with {votes:votes}. The quota of its territory, theme or tag left it too little"
        " room.",
    ),
    "bought": (
        "Lauréat\u00a0: soutenu par {backers:voters}, il a réuni {cost:money}. Personne n’a payé plus de"
        " {top:money}, sur une part de départ de {share:money}.",
        "Winner: supported by {backers:voters}, it gathered {cost:money}. Nobody paid more than {top:money}, out"
        " of a starting share of {share:money}.",
    ),
    "unsupported": (
        "Non retenu\u00a0: soutenu par {backers:voters}, il coûte {cost:money} et n’a plus que {behind:money}"
        " derrière lui, après les projets déjà financés\u00a0: il manque {short:money}.",
        "Not selected: supported by {backers:voters}, it costs {cost:money} and has only {behind:money} behind it"
        " after the projects already paid for: {short:money} is missing.",
    ),
    "completed_selected": (
        "Lauréat\u00a0: pris dans l’ordre des voix sur l’argent que la méthode laissait, soit {remaining:money} à son"
        " tour.",
        "Winner: taken in the order of votes on the money the method left, {remaining:money} when its turn came.",
    ),
    "completed_too_dear": (
        "Non retenu\u00a0: ses soutiens n’avaient plus assez à eux tous, et à son tour dans l’ordre des voix il restait"
        " {remaining:money}\u00a0; il manquait {short:money}.",
        "Not selected: its supporters had too little left together, and when its turn came in the order of votes"
        " {remaining:money} was left; {short:money} was missing.",
    ),
    "completed_over_quota": (
        "Non retenu\u00a0: ses soutiens n’avaient plus assez à eux tous, et le quota de son territoire, de son"
        " thème ou de son étiquette ne lui laissait plus assez de place.",
        "Not selected: its supporters had too little left together, and the quota of its territory, theme or tag"
        " left it too little room.",
    ),
    "completed_excluded": (
        "Non retenu\u00a0: il ne peut pas exister en même temps que {names:names}, retenu avant lui.",
        "Not selected: it cannot exist together with {names:names}, selected before it.",
    ),
    "earned": (
        "Lauréat\u00a0: soutenu par {backers:voters}, il a réuni {cost:money} quand chaque votant avait gagné"
        " {instant:money}.",
        "Winner: supported by {backers:voters}, it gathered {cost:money} when every voter had earned {instant:money}.",
    ),
    "phragmen_too_dear": (
        "Non retenu\u00a0: ses soutiens ont réuni de quoi le payer, mais il ne restait que {remaining:money}\u00a0;"
        " il manquait"
        " {short:money}.",
        "Not selected: its supporters could pay for it, but only {remaining:money} was left; {short:money} was"
        " missing.",
    ),
    "phragmen_stopped": (
        "Non retenu\u00a0: soutenu par {backers:voters}, il n’avait pas encore réuni {cost:money} quand la"
        " sélection s’est terminée.",
        "Not selected: supported by {backers:voters}, it had not yet gathered {cost:money} when the selection ended.",
    ),
    "covered": (
        "Lauréat\u00a0: soutenu par {backers:voters}, il avait tout son prix derrière lui.",
        "Winner: supported by {backers:voters}, it had all of its price behind it.",
    ),
    "overspent": (
        "Lauréat\u00a0: soutenu par {backers:voters}, il avait {percent}\u00a0% de son prix derrière lui, la"
        " meilleure offre parmi les projets que l’enveloppe pouvait encore financer.",
        "Winner: supported by {backers:voters}, it had {percent}% of its price behind it, the best offer among the"
        " projects the money left could pay for.",
    ),
    "ended_too_dear": (
        "Non retenu\u00a0: {rank:rank} avec {votes:votes}. D’autres offraient mieux, et il ne reste que"
        " {remaining:money}"
        " à la fin\u00a0; il manque {short:money}.",
        "Not selected: {rank:rank} with {votes:votes}. Others offered more, and only {remaining:money} is left in the"
        " end; {short:money} is missing.",
    ),
    "no_money_behind": (
        "Non retenu\u00a0: soutenu par {backers:voters}, il n’avait plus rien derrière lui.",
        "Not selected: supported by {backers:voters}, it had nothing left behind it.",
    ),
    "in_best_set": (
        "Lauréat\u00a0: {rank:rank} avec {votes:votes}, il fait partie de l’ensemble de projets qui satisfait le plus"
        " les"
        " votants dans l’enveloppe.",
        "Winner: {rank:rank} with {votes:votes}, it belongs to the set of projects that satisfies voters most within"
        " the"
        " budget.",
    ),
    "outweighed": (
        "Non retenu\u00a0: {rank:rank} avec {votes:votes}. L’ensemble de projets qui satisfait le plus les votants"
        " dans l’enveloppe ne le contient pas.",
        "Not selected: {rank:rank} with {votes:votes}. It is not in the set of projects that satisfies voters most"
        " within the budget.",
    ),
}
