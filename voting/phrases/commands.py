"""The wording of comparisons and of the command line: names of methods, wrong commands, progress."""

COMMANDS: dict[str, tuple[str, str]] = {
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
        "--rules\u00a0: il faut au moins deux règles différentes, séparées par des virgules, et non"
        " «\u00a0{value}\u00a0».",
        "--rules: two different rules or more are needed, between commas, not “{value}”.",
    ),
    "cli_judgment": (
        "Le jugement majoritaire demande des bulletins à mentions\u00a0; ceux de ce fichier n’en ont pas.",
        "Majority judgment needs ballots with grades; those of this file have none.",
    ),
    "cli_graded": (
        "Les bulletins de ce fichier portent des mentions\u00a0: seul le jugement majoritaire les compte.",
        "The ballots of this file hold grades: majority judgment alone counts them.",
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
        "--quota\u00a0: «\u00a0{value}\u00a0» n’est pas un quota, comme canton=2, theme:Culture=3 ou"
        " tag:jeunes=50000€.",
        "--quota: “{value}” is not a quota, such as canton=2, theme:Culture=3 or tag:youth=50000€.",
    ),
    "cli_reserve": (
        "--reserve\u00a0: «\u00a0{value}\u00a0» n’est pas une réserve, comme Jeunes=100000,tag=jeunes ou"
        " Petits=50000,above=0,up-to=5000.",
        "--reserve: “{value}” is not a reserve, such as Youth=100000,tag=youth or Small=50000,above=0,up-to=5000.",
    ),
    "cli_reserve_key": (
        "--reserve\u00a0: «\u00a0{value}\u00a0» n’est pas connu ici\u00a0; après le montant viennent {known}.",
        "--reserve: “{value}” is not known here; after the amount come {known}.",
    ),
    "cli_reserves": (
        "Les réserves font {given:money} ensemble, plus que l’enveloppe de {limit:money}.",
        "The reserves make {given:money} together, more than the budget of {limit:money}.",
    ),
    "cli_exclusive": (
        "--exclusive\u00a0: «\u00a0{value}\u00a0» ne nomme pas au moins deux projets différents, séparés par des"
        " virgules.",
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
        "{path}\u00a0: une liste de bulletins est attendue, chacun une liste de projets (ou de couples projet,"
        " nombre).",
        "{path}: a list of ballots is expected, each a list of projects (or of pairs of a project and a number).",
    ),
    "cli_verified": (
        "Le nouveau comptage donne exactement le résultat certifié.",
        "The recount gives exactly the certified result.",
    ),
    "cli_drew": (
        "Au classement des voix\u00a0: {rank:rank}, avec {votes:votes}. Bulletins qui le soutiennent\u00a0:"
        " {supporters}.",
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
}
