"""The wording of what is said about tally sheets: what is wrong with one, and what it cannot hold."""

SHEETS: dict[str, tuple[str, str]] = {
    "sheet_header": (
        "Ligne {line}\u00a0: ce n’est pas une feuille de pointage.",
        "Line {line}: this is no tally sheet.",
    ),
    "sheet_project": (
        "Ligne {line}\u00a0: la ligne du projet «\u00a0{value}\u00a0» est attendue ici.",
        "Line {line}: the line of project “{value}” is expected here.",
    ),
    "sheet_bits": (
        "Ligne {line}\u00a0: le projet «\u00a0{value}\u00a0» demande ici {expected} chiffres hexadécimaux, et des zéros"
        " après le dernier bulletin.",
        "Line {line}: project “{value}” takes {expected} hexadecimal digits here, and zeros after the last ballot.",
    ),
    "sheet_end": (
        "Ligne {line}\u00a0: la feuille de pointage devrait s’arrêter avant.",
        "Line {line}: the tally sheet should end before.",
    ),
    "sheet_unfit": (
        "Une feuille de pointage ne peut pas dire ce que disent ces bulletins\u00a0: elle dit seulement quels projets"
        " du scrutin chacun nomme, une fois.",
        "A tally sheet cannot say what these ballots say: it only says which projects of the election each names,"
        " once.",
    ),
    "sheet_lost": (
        "La feuille de pointage ne contient que les bulletins, sans les projets ni les règles.",
        "The tally sheet holds the ballots only, without projects nor rules.",
    ),
}
