"""The wording of every sentence: code -> (French, English). Fields are filled by `voting.sentences`."""

from voting.command_phrases import COMMAND_PHRASES
from voting.file_phrases import FILE_PHRASES

PHRASES: dict[str, tuple[str, str]] = {
    # Why a ballot is refused.
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
        "Le bulletin n’est pas de la sorte demandée\u00a0: des projets seuls, ou chacun avec son nombre.",
        "The ballot is not of the kind asked for: projects alone, or each with its number.",
    ),
    "points_of": (
        "Le projet {choice} reçoit {given} points\u00a0; la limite est de {limit}.",
        "Project {choice} is given {given} points; the limit is {limit}.",
    ),
    "points_sum": (
        "Le bulletin donne {given} points en tout\u00a0; la limite est de {limit}.",
        "The ballot gives {given} points in all; the limit is {limit}.",
    ),
    "plus_or_minus": (
        "Le projet {choice} porte {given}\u00a0; un vote est pour (+1) ou contre (-1).",
        "Project {choice} is given {given}; a vote is for (+1) or against (-1).",
    ),
    "minus": (
        "Le bulletin porte {given} votes contre et {plus} votes pour\u00a0; il en faut au plus {limit} contre, et deux"
        " fois plus pour.",
        "The ballot holds {given} votes against and {plus} in favour; at most {limit} may be against, with twice as"
        " many"
        " in favour.",
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
    # What became of a project.
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
    # How far it was from the other side.
    "margin_more": (
        "Avec {more:votes} de plus, il aurait été retenu.",
        "With {more:votes} more it would have been selected.",
    ),
    "margin_displacing": (
        "Avec {more:votes} de plus, il aurait été retenu, à la place de {names:names}.",
        "With {more:votes} more it would have been selected, instead of {names:names}.",
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
    "tie_drawn": (
        "Égalité à {votes:votes} entre {names:names}\u00a0; l’ordre de départage publié les a départagés.",
        "Tie at {votes:votes} between {names:names}; the published order settled it.",
    ),
    "tie_level": (
        "Égalité entre {names:names}\u00a0; l’ordre retenu n’a rien changé au résultat.",
        "Tie between {names:names}; their order changed nothing in the result.",
    ),
    "tie_decisive_level": (
        "Égalité entre {names:names}\u00a0; leur ordre de départage a compté dans le résultat.",
        "Tie between {names:names}; the order given to them made a difference.",
    ),
    "tie_drawn_level": (
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
    # How a grant is worked out, line by line.
    "ask": ("Montant demandé\u00a0: {amount:money}.", "Amount asked: {amount:money}."),
    "ceiling": ("Plafond du règlement\u00a0: {amount:money}.", "Ceiling in the rules: {amount:money}."),
    "share_cap": (
        "Part maximale\u00a0: {numerator}/{denominator} du budget du projet ({budget:money}), soit {amount:money}.",
        "Largest share: {numerator}/{denominator} of the project’s budget ({budget:money}), that is {amount:money}.",
    ),
    "cap": (
        "Maximum pour ce projet, le plus petit des montants précédents\u00a0: {amount:money}.",
        "Most this project can receive, the smallest of the amounts above: {amount:money}.",
    ),
    "minimum": (
        "Minimum pour ce projet, plancher de {floor:money} limité à son maximum\u00a0: {amount:money}.",
        "Least this project can receive, the floor of {floor:money} limited to its maximum: {amount:money}.",
    ),
    "merit": (
        "Critères\u00a0: {points} points sur {best}\u00a0; {floor:money} + {points}/{best} de la différence entre"
        " {ceiling:money} et {floor:money}, soit {amount:money}.",
        "Criteria: {points} points out of {best}; {floor:money} + {points}/{best} of the difference between"
        " {ceiling:money} and {floor:money}, that is {amount:money}.",
    ),
    "merit_tier": (
        "Critères\u00a0: {points} points sur {best}\u00a0; le palier atteint commence à {needed} points et vaut"
        " {amount:money}.",
        "Criteria: {points} points out of {best}; the tier reached starts at {needed} points and is worth"
        " {amount:money}.",
    ),
    "reserve": (
        "Enveloppe réservée «\u00a0{name}\u00a0»\u00a0: {amount:money} à partager d’abord entre ses lauréats.",
        "Reserved envelope “{name}”: {amount:money} to share first among its winners.",
    ),
    "quota": (
        "Limite de son territoire ou de son thème\u00a0: {limit:money} à partager selon les voix, donc au plus"
        " {amount:money} pour ce projet.",
        "Limit of its territory or theme: {limit:money} to share by votes, so at most {amount:money} for this project.",
    ),
    "vote_share": (
        "Part des voix\u00a0: {votes:votes} à environ {about:money} chacune (exactement {rate} centimes), soit"
        " {amount:money}.",
        "Share by votes: {votes:votes} at about {about:money} each (exactly {rate} cents), that is {amount:money}.",
    ),
    "vote_share_raised": (
        "Part des voix\u00a0: {votes:votes} à environ {about:money} chacune (exactement {rate} centimes),"
        " relevée au minimum de {amount:money}.",
        "Share by votes: {votes:votes} at about {about:money} each (exactly {rate} cents), raised to the"
        " minimum of {amount:money}.",
    ),
    "vote_share_capped": (
        "Part des voix\u00a0: {votes:votes} à environ {about:money} chacune (exactement {rate} centimes),"
        " ramenée au maximum de {amount:money}.",
        "Share by votes: {votes:votes} at about {about:money} each (exactly {rate} cents), brought down to the"
        " maximum of {amount:money}.",
    ),
    "vote_share_all": (
        "L’enveloppe suffit à donner à chacun son maximum\u00a0: {amount:money}.",
        "There is enough money to give everyone their maximum: {amount:money}.",
    ),
    "partial": (
        "Il ne restait que {remaining:money} dans l’enveloppe\u00a0: le montant est ramené à {amount:money}.",
        "Only {remaining:money} was left: the amount is brought down to {amount:money}.",
    ),
    "rounded": (
        "Arrondi aux {step:money} inférieurs\u00a0: {amount:money}.",
        "Rounded down to a multiple of {step:money}: {amount:money}.",
    ),
    "leftover": (
        "Reliquat de l’enveloppe\u00a0: {amount:money} de plus.",
        "Share of the money left over: {amount:money} more.",
    ),
    "granted": ("Subvention\u00a0: {amount:money}.", "Grant: {amount:money}."),
    # What a recount finds.
    "certificate_broken": (
        "Le certificat est illisible\u00a0: {detail}.",
        "The certificate cannot be read: {detail}.",
    ),
    "digest_differs": (
        "L’empreinte «\u00a0{path}\u00a0» ne correspond pas\u00a0: {expected} est inscrite, {found} est calculée.",
        "The digest “{path}” does not match: {expected} is written, {found} is computed.",
    ),
    "result_differs": (
        "Le nouveau comptage diffère à «\u00a0{path}\u00a0»\u00a0: {expected} est inscrit, {found} est trouvé.",
        "The recount differs at “{path}”: {expected} is written, {found} is found.",
    ),
    # What comparisons and the command line say.
    **COMMAND_PHRASES,
    # What is said about files.
    **FILE_PHRASES,
}
