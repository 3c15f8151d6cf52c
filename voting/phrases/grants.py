"""How a grant is worked out, line by line: code -> (French, English)."""

GRANTS: dict[str, tuple[str, str]] = {
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
        "Minimum pour ce projet\u00a0: {amount:money}. Le règlement garantit {floor:money}, sans dépasser le maximum.",
        "Least this project can receive: {amount:money}. The rules guarantee {floor:money}, never above the maximum.",
    ),
    "merit": (
        "Critères\u00a0: {points:share} points sur {best}\u00a0; {floor:money} + {points:about}/{best} de la différence"
        " entre {ceiling:money} et {floor:money}, soit {amount:money}.",
        "Criteria: {points:share} points out of {best}; {floor:money} + {points:about}/{best} of the difference between"
        " {ceiling:money} and {floor:money}, that is {amount:money}.",
    ),
    "merit_tier": (
        "Critères\u00a0: {points:share} points sur {best}\u00a0; le palier atteint commence à {needed:about} points"
        " et vaut {amount:money}.",
        "Criteria: {points:share} points out of {best}; the tier reached starts at {needed:about} points and is worth"
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
}
