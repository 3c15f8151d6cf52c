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
        "Non retenu\u00a0: {rank:rank} avec {votes:votes}. Son territoire ou son thème a déjà tout ce que le"
        " règlement lui"
        " permet.",
        "Not selected: {rank:rank} with {votes:votes}. Its territory or theme already has all the rules allow.",
    ),
    "bought": (
        "Lauréat\u00a0: ses {backers} soutiens ont réuni {cost:money}. Chacun a payé au plus {top:money}, sur une"
        " part de départ"
        " de {share:money}.",
        "Winner: its {backers} supporters put {cost:money} together. Each paid at most {top:money}, out of a starting"
        " share of"
        " {share:money}.",
    ),
    "unsupported": (
        "Non retenu\u00a0: il coûte {cost:money}, et ses {backers} soutiens n’ont plus que {behind:money} à eux tous,"
        " après les"
        " projets déjà financés\u00a0: il manque {short:money}.",
        "Not selected: it costs {cost:money}, and its {backers} supporters hold only {behind:money} together after the"
        " projects already paid for: {short:money} is missing.",
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
        "Non retenu\u00a0: ses soutiens n’avaient plus assez à eux tous, et son territoire ou son thème a déjà tout"
        " ce que le"
        " règlement lui permet.",
        "Not selected: its supporters had too little left together, and its territory or theme already has all the"
        " rules"
        " allow.",
    ),
    "completed_excluded": (
        "Non retenu\u00a0: il ne peut pas exister en même temps que {names:names}, retenu avant lui.",
        "Not selected: it cannot exist together with {names:names}, selected before it.",
    ),
    "completed_stopped": (
        "Non retenu\u00a0: ses soutiens n’avaient plus assez à eux tous, et la sélection s’est arrêtée avant lui.",
        "Not selected: its supporters had too little left together, and the selection stopped before it.",
    ),
    "earned": (
        "Lauréat\u00a0: ses {backers} soutiens ont réuni {cost:money} quand chaque votant avait gagné {instant:money}.",
        "Winner: its {backers} supporters held {cost:money} together when every voter had earned {instant:money}.",
    ),
    "phragmen_too_dear": (
        "Non retenu\u00a0: ses soutiens ont réuni de quoi le payer, mais il ne restait que {remaining:money}\u00a0;"
        " il manquait"
        " {short:money}.",
        "Not selected: its supporters could pay for it, but only {remaining:money} was left; {short:money} was"
        " missing.",
    ),
    "phragmen_stopped": (
        "Non retenu\u00a0: la sélection s’est terminée avant que ses {backers} soutiens aient réuni {cost:money}.",
        "Not selected: the selection ended before its {backers} supporters held {cost:money} together.",
    ),
    "covered": (
        "Lauréat\u00a0: ses {backers} soutiens pouvaient le payer en entier.",
        "Winner: its {backers} supporters could pay all of it.",
    ),
    "overspent": (
        "Lauréat\u00a0: ses {backers} soutiens pouvaient en payer {percent}\u00a0%, la meilleure offre parmi les"
        " projets que"
        " l’enveloppe pouvait encore financer.",
        "Winner: its {backers} supporters could pay {percent}% of it, the best offer among the projects the money"
        " left could"
        " pay for.",
    ),
    "no_money_behind": (
        "Non retenu\u00a0: ses {backers} soutiens avaient déjà dépensé toute leur part.",
        "Not selected: its {backers} supporters had already spent all their share.",
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
        "Non retenu\u00a0: {rank:rank} avec {votes:votes}. Aucun des meilleurs ensembles de projets que l’enveloppe"
        " peut payer ne"
        " le contient.",
        "Not selected: {rank:rank} with {votes:votes}. It is not in the best set of projects the budget can pay for.",
    ),
}
