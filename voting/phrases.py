"""The wording of every sentence: code -> (French, English). Fields are filled by `voting.sentences`."""

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
        "The ballot holds {given} votes against and {plus} in favour; at most {limit} may be against, with twice as many"
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
        "Non retenu\u00a0: {rank:rank} avec {votes:votes}. Il ne peut pas exister en même temps que {names:names}, retenu avant"
        " lui.",
        "Not selected: {rank:rank} with {votes:votes}. It cannot exist together with {names:names}, selected before it.",
    ),
    "over_quota": (
        "Non retenu\u00a0: {rank:rank} avec {votes:votes}. Son territoire ou son thème a déjà tout ce que le règlement lui"
        " permet.",
        "Not selected: {rank:rank} with {votes:votes}. Its territory or theme already has all the rules allow.",
    ),
    "bought": (
        "Lauréat\u00a0: ses {backers} soutiens ont réuni {cost:money}. Chacun a payé au plus {top:money}, sur une part de départ"
        " de {share:money}.",
        "Winner: its {backers} supporters put {cost:money} together. Each paid at most {top:money}, out of a starting share of"
        " {share:money}.",
    ),
    "unsupported": (
        "Non retenu\u00a0: il coûte {cost:money}, et ses {backers} soutiens n’ont plus que {behind:money} à eux tous, après les"
        " projets déjà financés\u00a0: il manque {short:money}.",
        "Not selected: it costs {cost:money}, and its {backers} supporters hold only {behind:money} together after the"
        " projects already paid for: {short:money} is missing.",
    ),
    "completed_selected": (
        "Lauréat\u00a0: pris dans l’ordre des voix sur l’argent que la méthode laissait, soit {remaining:money} à son tour.",
        "Winner: taken in the order of votes on the money the method left, {remaining:money} when its turn came.",
    ),
    "completed_too_dear": (
        "Non retenu\u00a0: ses soutiens n’avaient plus assez à eux tous, et à son tour dans l’ordre des voix il restait"
        " {remaining:money}\u00a0; il manquait {short:money}.",
        "Not selected: its supporters had too little left together, and when its turn came in the order of votes"
        " {remaining:money} was left; {short:money} was missing.",
    ),
    "completed_over_quota": (
        "Non retenu\u00a0: ses soutiens n’avaient plus assez à eux tous, et son territoire ou son thème a déjà tout ce que le"
        " règlement lui permet.",
        "Not selected: its supporters had too little left together, and its territory or theme already has all the rules"
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
        "Non retenu\u00a0: ses soutiens ont réuni de quoi le payer, mais il ne restait que {remaining:money}\u00a0; il manquait"
        " {short:money}.",
        "Not selected: its supporters could pay for it, but only {remaining:money} was left; {short:money} was missing.",
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
        "Lauréat\u00a0: ses {backers} soutiens pouvaient en payer {percent}\u00a0%, la meilleure offre parmi les projets que"
        " l’enveloppe pouvait encore financer.",
        "Winner: its {backers} supporters could pay {percent}% of it, the best offer among the projects the money left could"
        " pay for.",
    ),
    "no_money_behind": (
        "Non retenu\u00a0: ses {backers} soutiens avaient déjà dépensé toute leur part.",
        "Not selected: its {backers} supporters had already spent all their share.",
    ),
    "in_best_set": (
        "Lauréat\u00a0: {rank:rank} avec {votes:votes}, il fait partie de l’ensemble de projets qui satisfait le plus les"
        " votants dans l’enveloppe.",
        "Winner: {rank:rank} with {votes:votes}, it belongs to the set of projects that satisfies voters most within the"
        " budget.",
    ),
    "outweighed": (
        "Non retenu\u00a0: {rank:rank} avec {votes:votes}. Aucun des meilleurs ensembles de projets que l’enveloppe peut payer ne"
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
        "Égalité entre {names:names} au moment de les retenir\u00a0; l’ordre de départage publié a dit lequel passait d’abord.",
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
    # What a method is called, and what is said of two of them.
    "method_greedy": ("classement par voix", "ranking by votes"),
    "method_greedy_per_euro": ("classement par voix rapportées au coût", "ranking by votes per unit of cost"),
    "method_greedy-stop": (
        "classement par voix, arrêté au premier projet trop cher",
        "ranking by votes, stopped at the first project too dear",
    ),
    "method_greedy-stop_per_euro": (
        "classement par voix rapportées au coût, arrêté au premier projet trop cher",
        "ranking by votes per unit of cost, stopped at the first project too dear",
    ),
    "method_equal-shares": ("parts égales", "equal shares"),
    "method_bounded-overspending": ("parts égales à dépassement borné", "equal shares with bounded overspending"),
    "method_phragmen": ("Phragmén", "Phragmén"),
    "method_max-welfare": ("satisfaction totale maximale", "maximum total satisfaction"),
    "method_majority-judgment": ("jugement majoritaire", "majority judgment"),
    "method_cardinality": ("chaque projet compte pour un", "each project counts as one"),
    "method_skip": ("sans s’arrêter aux projets trop chers", "passing over projects too dear"),
    "method_then_add1": ("parts relevées", "raised shares"),
    "method_then_add1u": ("parts relevées, puis par voix", "raised shares, then by votes"),
    "method_then_votes": ("le reste par voix", "the rest by votes"),
    "method_then_phragmen": ("le reste par Phragmén", "the rest by Phragmén"),
    "method_exhaustive": ("jusqu’à ce que plus rien ne tienne", "until nothing more fits"),
    "method_integral": ("à partir d’une part entière", "from a whole share"),
    "method_unless_satisfaction": (
        "sauf si plus de votants préfèrent le classement",
        "unless more voters prefer the ranking",
    ),
    "method_unless_exclusion": (
        "sauf si le classement laisse moins de votants sans rien",
        "unless the ranking leaves fewer voters with nothing",
    ),
    "compare_common": (
        "Projets retenus par chacune des {methods} règles\u00a0: {common}.",
        "Projects selected by each of the {methods} rules: {common}.",
    ),
    "compare_same": (
        "«\u00a0{first}\u00a0» et «\u00a0{second}\u00a0» retiennent exactement les mêmes projets\u00a0: {common}.",
        "“{first}” and “{second}” select exactly the same projects: {common}.",
    ),
    "compare_only": (
        "Avec «\u00a0{first}\u00a0» et non avec «\u00a0{second}\u00a0»\u00a0: {names:names}.",
        "With “{first}” and not with “{second}”: {names:names}.",
    ),
    "compare_only_many": (
        "Projets retenus avec «\u00a0{first}\u00a0» et non avec «\u00a0{second}\u00a0»\u00a0: {apart}.",
        "Projects selected with “{first}” and not with “{second}”: {apart}.",
    ),
    "compare_prefer": (
        "Votants qui ont davantage de projets retenus parmi leurs choix\u00a0: {more_first} avec"
        " «\u00a0{first}\u00a0», {more_second} avec «\u00a0{second}\u00a0»\u00a0; autant avec les deux\u00a0: {level}.",
        "Voters with more of their choices selected: {more_first} with “{first}”, {more_second} with “{second}”;"
        " as many with both: {level}.",
    ),
    "compare_nothing": (
        "Votants dont aucun choix n’est retenu\u00a0: {nothing_first} ({share_first}) avec «\u00a0{first}\u00a0»,"
        " {nothing_second} ({share_second}) avec «\u00a0{second}\u00a0».",
        "Voters with none of their choices selected: {nothing_first} ({share_first}) with “{first}”, {nothing_second}"
        " ({share_second}) with “{second}”.",
    ),
    "compare_money": (
        "Attribué\u00a0: {money_first:money} avec «\u00a0{first}\u00a0», {money_second:money} avec"
        " «\u00a0{second}\u00a0».",
        "Spent: {money_first:money} with “{first}”, {money_second:money} with “{second}”.",
    ),
    # What the command says.
    "cli_missing": ("il n’y a pas de tel fichier", "there is no such file"),
    "cli_folder": ("c’est un dossier, pas un fichier", "this is a folder, not a file"),
    "cli_denied": ("vous n’avez pas le droit d’y accéder", "you have no right to open it"),
    "cli_full": ("il n’y a plus de place sur le disque", "no space is left on the disk"),
    "cli_memory": (
        "La mémoire de cette machine ne suffit pas pour ce qui est demandé.",
        "This machine has too little memory for what is asked.",
    ),
    "cli_rule": (
        "La règle «\u00a0{value}\u00a0» n’est pas connue\u00a0; choisissez parmi {known}.",
        "The rule “{value}” is not known; choose one of {known}.",
    ),
    "cli_rule_option": (
        "Aucune règle n’a l’option «\u00a0{value}\u00a0»\u00a0; après un signe plus viennent {known}.",
        "No rule has the option “{value}”; after a plus sign come {known}.",
    ),
    "cli_unused": (
        "{option}\u00a0: la règle «\u00a0{value}\u00a0» n’utilise pas cette option.",
        "{option}: the rule “{value}” does not use this option.",
    ),
    "cli_two_rules": (
        "--rules\u00a0: il faut au moins deux règles différentes, séparées par des virgules, et non «\u00a0{value}\u00a0».",
        "--rules: two different rules or more are needed, between commas, not “{value}”.",
    ),
    "cli_judgment": (
        "Le jugement majoritaire demande des bulletins à mentions\u00a0; ceux de ce fichier n’en ont pas.",
        "Majority judgment needs ballots with grades; those of this file have none.",
    ),
    "cli_judgment_alone": (
        "Le jugement majoritaire ne se compare pas aux autres règles\u00a0: ses bulletins portent des mentions.",
        "Majority judgment is not compared with other rules: its ballots hold grades.",
    ),
    "cli_preset": (
        "Le règlement «\u00a0{value}\u00a0» n’est pas connu\u00a0; choisissez parmi {known}.",
        "The preset “{value}” is not known; choose one of {known}.",
    ),
    "cli_money": (
        "{option}\u00a0: «\u00a0{value}\u00a0» n’est pas un montant (un nombre positif, deux décimales au plus).",
        "{option}: “{value}” is not an amount (a number of zero or more, two decimals at most).",
    ),
    "cli_number": (
        "{option}\u00a0: «\u00a0{value}\u00a0» n’est pas un nombre entier d’au moins {least}.",
        "{option}: “{value}” is not a whole number of {least} or more.",
    ),
    "cli_share": (
        "{option}\u00a0: «\u00a0{value}\u00a0» n’est pas une fraction, comme 1/3 ou 0,25.",
        "{option}: “{value}” is not a fraction, such as 1/3 or 0.25.",
    ),
    "cli_increment": (
        "--increment\u00a0: les parts ne peuvent pas être relevées de {value}\u00a0; il faut un centime au moins.",
        "--increment: shares cannot be raised by {value}; one cent at least is needed.",
    ),
    "cli_quota": (
        "--quota\u00a0: «\u00a0{value}\u00a0» n’est pas un quota, comme canton=2, theme:Culture=3 ou tag:jeunes=50000€.",
        "--quota: “{value}” is not a quota, such as canton=2, theme:Culture=3 or tag:youth=50000€.",
    ),
    "cli_reserve": (
        "--reserve\u00a0: «\u00a0{value}\u00a0» n’est pas une réserve, comme Jeunes=100000,tag=jeunes ou"
        " Petits=50000,above=0,up-to=5000.",
        "--reserve: “{value}” is not a reserve, such as Youth=100000,tag=youth or Small=50000,above=0,up-to=5000.",
    ),
    "cli_reserves": (
        "Les réserves font {given:money} ensemble, plus que l’enveloppe de {limit:money}.",
        "The reserves make {given:money} together, more than the budget of {limit:money}.",
    ),
    "cli_exclusive": (
        "--exclusive\u00a0: «\u00a0{value}\u00a0» ne nomme pas au moins deux projets différents, séparés par des virgules.",
        "--exclusive: “{value}” does not name two different projects or more, between commas.",
    ),
    "cli_none_canton": (
        "{option}\u00a0: les projets de ce vote n’ont pas de canton.",
        "{option}: the projects of this vote have no canton.",
    ),
    "cli_none_theme": (
        "{option}\u00a0: les projets de ce vote n’ont pas de thème.",
        "{option}: the projects of this vote have no theme.",
    ),
    "cli_none_tag": (
        "{option}\u00a0: les projets de ce vote n’ont pas d’étiquette.",
        "{option}: the projects of this vote have no tag.",
    ),
    "cli_no_canton": (
        "{option}\u00a0: aucun projet n’est du canton «\u00a0{value}\u00a0».",
        "{option}: no project is of the canton “{value}”.",
    ),
    "cli_no_theme": (
        "{option}\u00a0: aucun projet n’a le thème «\u00a0{value}\u00a0».",
        "{option}: no project has the theme “{value}”.",
    ),
    "cli_no_tag": (
        "{option}\u00a0: aucun projet ne porte l’étiquette «\u00a0{value}\u00a0».",
        "{option}: no project has the tag “{value}”.",
    ),
    "cli_no_project": (
        "Aucun projet de ce vote ne s’appelle «\u00a0{value}\u00a0».",
        "No project of this vote is called “{value}”.",
    ),
    "cli_project_near": (
        "Aucun projet de ce vote ne s’appelle «\u00a0{value}\u00a0»\u00a0; cherchiez-vous {names:names}\u00a0?",
        "No project of this vote is called “{value}”; did you mean {names:names}?",
    ),
    "cli_many_projects": (
        "Plusieurs projets s’appellent «\u00a0{value}\u00a0»\u00a0; donnez un numéro parmi {known}.",
        "Several projects are called “{value}”; give an id among {known}.",
    ),
    "cli_entitled": (
        "--entitled\u00a0: {ballots:ballots} ont été déposés, plus que les {value} personnes qui pouvaient voter.",
        "--entitled: {ballots:ballots} were cast, more than the {value} people who could vote.",
    ),
    "cli_same_file": (
        "{path}\u00a0: ce fichier est lu\u00a0; choisissez un autre nom pour celui à écrire.",
        "{path}: this file is read; choose another name for the one to write.",
    ),
    "cli_json": (
        "{path}, ligne {line}, colonne {column}\u00a0: ce n’est pas du JSON ({detail}).",
        "{path}, line {line}, column {column}: this is not JSON ({detail}).",
    ),
    "cli_no_json": ("{path}\u00a0: ce n’est pas du JSON ({detail}).", "{path}: this is not JSON ({detail})."),
    "cli_ballots": (
        "{path}\u00a0: une liste de bulletins est attendue, chacun une liste de projets (ou de couples projet, nombre).",
        "{path}: a list of ballots is expected, each a list of projects (or of pairs of a project and a number).",
    ),
    "cli_no_formats": (
        "Cette installation ne sait pas convertir\u00a0: il lui manque voting.formats.",
        "This installation cannot convert: it lacks voting.formats.",
    ),
    "cli_verified": (
        "Le nouveau comptage donne exactement le résultat certifié.",
        "The recount gives exactly the certified result.",
    ),
    "cli_drew": (
        "Au classement des voix\u00a0: {rank:rank}, avec {votes:votes}. Bulletins qui le soutiennent\u00a0: {supporters}.",
        "In the ranking by votes: {rank:rank}, with {votes:votes}. Ballots that support it: {supporters}.",
    ),
    "doing_read": ("Lecture de {path}…", "Reading {path}…"),
    "doing_ballots": (
        "Lecture de {path}\u00a0: {ballots:ballots}, {percent}\u00a0%",
        "Reading {path}: {ballots:ballots}, {percent}%",
    ),
    "doing_count": ("Comptage par {method}…", "Counting by {method}…"),
    "doing_statistics": ("Calcul des statistiques…", "Working out the statistics…"),
    "doing_write": ("Écriture de {path}…", "Writing {path}…"),
    "doing_recount": ("Nouveau comptage…", "Counting again…"),
    # What is wrong with a .pb file.
    "pb_encoding": (
        "Ligne {line}\u00a0: le fichier n’est pas du texte UTF-8.",
        "Line {line}: the file is not UTF-8 text.",
    ),
    "pb_row": (
        "Ligne {line}\u00a0: cette ligne ne peut pas être lue ({detail}).",
        "Line {line}: this row cannot be read ({detail}).",
    ),
    "pb_quote": (
        "Ligne {line}\u00a0: un guillemet ouvert ici n’est pas refermé sur la même ligne.",
        "Line {line}: a quotation mark opened here is not closed on the same line.",
    ),
    "pb_section": (
        "Ligne {line}\u00a0: la section {section} est attendue ici.",
        "Line {line}: the section {section} is expected here.",
    ),
    "pb_header": (
        "Ligne {line}\u00a0: il manque la colonne «\u00a0{column}\u00a0» dans l’en-tête de la section {section}.",
        "Line {line}: the header of section {section} lacks the column “{column}”.",
    ),
    "pb_twice": (
        "Ligne {line}\u00a0: «\u00a0{value}\u00a0» apparaît une deuxième fois dans la section {section}.",
        "Line {line}: “{value}” appears for the second time in section {section}.",
    ),
    "pb_cells": (
        "Ligne {line}\u00a0: {found} cellules, alors que l’en-tête en compte {expected}.",
        "Line {line}: {found} cells, while the header has {expected}.",
    ),
    "pb_missing": (
        "Ligne {line}\u00a0: il manque «\u00a0{column}\u00a0».",
        "Line {line}: “{column}” is missing.",
    ),
    "pb_money": (
        "Ligne {line}\u00a0: «\u00a0{value}\u00a0» n’est pas un montant pour «\u00a0{column}\u00a0»"
        " (un nombre positif, deux décimales au plus).",
        "Line {line}: “{value}” is not an amount for “{column}” (a number of zero or more, two decimals at most).",
    ),
    "pb_number": (
        "Ligne {line}\u00a0: «\u00a0{value}\u00a0» n’est pas un nombre entier pour «\u00a0{column}\u00a0».",
        "Line {line}: “{value}” is not a whole number for “{column}”.",
    ),
    "pb_lengths": (
        "Ligne {line}\u00a0: un bulletin ne peut pas compter de {min} à {max} projets.",
        "Line {line}: a ballot cannot name from {min} to {max} projects.",
    ),
    "pb_vote_type": (
        "Ligne {line}\u00a0: les votes de type «\u00a0{value}\u00a0» ne sont pas comptés ici\u00a0; seuls"
        " «\u00a0approval\u00a0» et «\u00a0choose-1\u00a0» le sont.",
        "Line {line}: votes of type “{value}” are not counted here; only “approval” and “choose-1” are.",
    ),
    "pb_unknown": (
        "Ligne {line}\u00a0: ce bulletin nomme le projet «\u00a0{value}\u00a0», absent de la section PROJECTS.",
        "Line {line}: this ballot names project “{value}”, which is not in the section PROJECTS.",
    ),
    "pb_rule": (
        "Ligne {line}\u00a0: la règle «\u00a0{value}\u00a0» du fichier n’est pas connue ici\u00a0; choisissez-en une"
        " parmi {known} (option --rule de la commande).",
        "Line {line}: the file’s rule “{value}” is not known here; choose one of {known}"
        " (option --rule of the command).",
    ),
}
