"""The words of headings and columns, in French and English; whole sentences are in `voting.phrases`."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "rule": ("Règle", "Rule"),
    "budget": ("Enveloppe", "Budget"),
    "spent": ("Attribué", "Spent"),
    "ballots": ("Bulletins", "Ballots"),
    "void": ("nuls", "void"),
    "blank": ("blancs", "blank"),
    "official": ("Résultat officiel", "Official result"),
    "same": ("le même", "the same"),
    "different": ("autre", "different"),
    "remarks": ("Remarques sur le fichier", "Remarks on the file"),
    "statistics": ("Statistiques", "Statistics"),
    "turnout": ("Participation", "Turnout"),
    "of_entitled": ("sur {entitled} personnes pouvant voter", "of {entitled} people entitled to vote"),
    "void_by": ("Bulletins nuls, par raison", "Void ballots, by reason"),
    "projects": ("Projets en lice", "Projects in the running"),
    "winners": ("Lauréats", "Winners"),
    "median_price": ("Prix médian d’un projet", "Median price of a project"),
    "median_winner": ("Prix médian d’un lauréat", "Median price of a winner"),
    "mean_votes": ("Voix par projet, en moyenne", "Votes for a project, on average"),
    "median_votes": ("Voix par projet, médiane", "Votes for a project, median"),
    "named": ("Projets choisis par bulletin, en moyenne", "Projects named on a ballot, on average"),
    "mean": ("Lauréats parmi les choix d’un votant, en moyenne", "Winners among a voter’s choices, on average"),
    "served": ("Votants ayant au moins un lauréat", "Voters with at least one winner"),
    "mean_share": ("Part de ses choix qu’un votant voit retenue", "Part of their choices voters see selected"),
    "gini": ("Inégalité entre votants (Gini, de 0 à 1)", "Inequality among voters (Gini, 0 to 1)"),
    "by_winners": ("Lauréats parmi les choix → votants", "Winners among the choices → voters"),
    "by_share": ("Part des choix retenue → votants", "Part of the choices selected → voters"),
    "theme": ("Thème", "Theme"),
    "canton": ("Canton", "Canton"),
    "tag": ("Étiquette", "Tag"),
    "of_votes": ("part des voix", "share of votes"),
    "of_money": ("part de l’argent", "share of money"),
    "money": ("argent", "money"),
    "votes": ("voix", "votes"),
    "none": ("(sans)", "(none)"),
    "nothing": ("Sans lauréat", "With nothing"),
    "per_voter": ("Par votant", "Per voter"),
    "gini_short": ("Gini", "Gini"),
    "effective": ("Soutien effectif (parts égales)", "Effective support (equal shares)"),
    "differences": ("Projets que toutes les règles ne retiennent pas", "Projects not selected by every rule"),
    "more_rows": ("et {number} autres", "and {number} others"),
    "all_same": ("Toutes les règles retiennent les mêmes projets.", "Every rule selects the same projects."),
    "money_parts": ("Part des voix, puis part de l’argent avec chaque règle",
                    "Share of votes, then of money under each rule"),
    "near_won": ("Lauréats les plus proches de la limite", "Winners nearest to the line"),
    "near_lost": ("Projets les plus près d’être retenus", "Projects nearest to being selected"),
    "grant": ("Calcul de la subvention", "How the grant is worked out"),
    "supporters": ("Ses soutiens", "Its supporters"),
    "distances": ("Ce qui aurait changé le résultat", "What would have changed the result"),
    "ties": ("Égalités", "Ties"),
    "quarters": ("rien|jusqu’à 1/4|jusqu’à 1/2|jusqu’à 3/4|moins que tout|tout",
                 "nothing|up to 1/4|up to 1/2|up to 3/4|less than all|all"),
    "picture_served": ("Combien de projets retenus chaque votant avait choisis",
                       "How many selected projects each voter had chosen"),
    "picture_money": ("Argent attribué, sur l’enveloppe", "Money spent, out of the budget"),
    "voters_of": ("{won} projets retenus parmi les choix\u00a0: {voters} votants, {share}",
                  "{won} selected projects among their choices: {voters} voters, {share}"),
    "reading": ("lecture", "reading"),
    "counting": ("dépouillement", "opening"),
    "cpu": ("Temps de processeur, en millisecondes", "Processor time, in milliseconds"),
    "invented": ("élection inventée", "invented election"),
}  # fmt: skip


def word(key: str, lang: str) -> str:
    """The word in "fr" or "en"."""
    return WORDS[key][{"fr": 0, "en": 1}[lang]]


def colon(lang: str) -> str:
    """A colon as the language sets it."""
    return "\u00a0:" if lang == "fr" else ":"
