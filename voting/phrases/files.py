"""The wording of what is said about files: errors with their line and column, warnings, what a format cannot hold."""

FILES: dict[str, tuple[str, str]] = {
    # What is wrong with a .pb file.
    "pb_encoding": (
        "Ligne {line}, colonne {column}\u00a0: le fichier n’est pas du texte UTF-8.",
        "Line {line}, column {column}: the file is not UTF-8 text.",
    ),
    "pb_quote": (
        "Ligne {line}, colonne {column}\u00a0: un guillemet ouvert ici n’est pas refermé.",
        "Line {line}, column {column}: a quotation mark opened here is not closed.",
    ),
    "pb_section": (
        "Ligne {line}, colonne {column}\u00a0: la section {section} est attendue ici.",
        "Line {line}, column {column}: the section {section} is expected here.",
    ),
    "pb_header": (
        "Ligne {line}, colonne {column}\u00a0: il manque la colonne «\u00a0{name}\u00a0» dans l’en-tête de la"
        " section {section}.",
        "Line {line}, column {column}: the header of section {section} lacks the column “{name}”.",
    ),
    "pb_twice": (
        "Ligne {line}, colonne {column}\u00a0: «\u00a0{value}\u00a0» apparaît une deuxième fois dans la section"
        " {section}.",
        "Line {line}, column {column}: “{value}” appears for the second time in section {section}.",
    ),
    "pb_cells": (
        "Ligne {line}, colonne {column}\u00a0: {found} cellules, alors que l’en-tête en compte {expected}.",
        "Line {line}, column {column}: {found} cells, while the header has {expected}.",
    ),
    "pb_missing": (
        "Ligne {line}, colonne {column}\u00a0: il manque «\u00a0{name}\u00a0».",
        "Line {line}, column {column}: “{name}” is missing.",
    ),
    "pb_money": (
        "Ligne {line}, colonne {column}\u00a0: «\u00a0{value}\u00a0» n’est pas un montant pour"
        " «\u00a0{name}\u00a0» (un nombre positif, deux décimales au plus).",
        "Line {line}, column {column}: “{value}” is not an amount for “{name}” (a number of zero or more, two"
        " decimals at most).",
    ),
    "pb_number": (
        "Ligne {line}, colonne {column}\u00a0: «\u00a0{value}\u00a0» n’est pas un nombre entier positif pour"
        " «\u00a0{name}\u00a0».",
        "Line {line}, column {column}: “{value}” is not a whole number of zero or more for “{name}”.",
    ),
    "pb_lengths": (
        "Ligne {line}, colonne {column}\u00a0: un bulletin ne peut pas compter de {min} à {max} projets.",
        "Line {line}, column {column}: a ballot cannot name from {min} to {max} projects.",
    ),
    "pb_span": (
        "Ligne {line}, colonne {column}\u00a0: la limite «\u00a0{value}\u00a0» est plus petite que {name} ({low}).",
        "Line {line}, column {column}: the limit “{value}” is smaller than {name} ({low}).",
    ),
    "pb_vote_type": (
        "Ligne {line}, colonne {column}\u00a0: les votes de type «\u00a0{value}\u00a0» ne sont pas comptés"
        " ici\u00a0; ceux-ci le sont\u00a0: {known}.",
        "Line {line}, column {column}: votes of type “{value}” are not counted here; these are: {known}.",
    ),
    "pb_scoring": (
        "Ligne {line}, colonne {column}\u00a0: les places d’un classement sont comptées ici selon Borda, pas selon"
        " «\u00a0{value}\u00a0».",
        "Line {line}, column {column}: the places of a ranking are counted here after Borda, not after “{value}”.",
    ),
    "pb_default_score": (
        "Ligne {line}, colonne {column}\u00a0: un projet sans note ne reçoit rien ici\u00a0; «\u00a0{value}\u00a0»"
        " par défaut n’est pas compté.",
        "Line {line}, column {column}: a project without a score is given nothing here; “{value}” by default is"
        " not counted.",
    ),
    "pb_unknown": (
        "Ligne {line}, colonne {column}\u00a0: ce bulletin nomme le projet «\u00a0{value}\u00a0», absent de la"
        " section PROJECTS.",
        "Line {line}, column {column}: this ballot names project “{value}”, which is not in the section PROJECTS.",
    ),
    "pb_points": (
        "Ligne {line}, colonne {column}\u00a0: {found} points pour {expected:choices}.",
        "Line {line}, column {column}: {found} points for {expected:choices}.",
    ),
    "pb_rule": (
        "Ligne {line}, colonne {column}\u00a0: la règle «\u00a0{value}\u00a0» du fichier n’est pas connue"
        " ici\u00a0; choisissez-en une parmi {known} (option --rule de la commande).",
        "Line {line}, column {column}: the file’s rule “{value}” is not known here; choose one of {known} (option"
        " --rule of the command).",
    ),
    "pb_no_rule": (
        "Ligne {line}, colonne {column}\u00a0: le fichier ne dit pas sa règle («\u00a0rule\u00a0» manque dans"
        " META)\u00a0; choisissez-en une parmi {known} (option --rule de la commande).",
        "Line {line}, column {column}: the file does not say its rule (“rule” is missing in META); choose one of"
        " {known} (option --rule of the command).",
    ),
    "pb_no_budget": (
        "Ligne {line}, colonne {column}\u00a0: l’enveloppe est de zéro, il n’y a rien à attribuer (l’option --budget"
        " de la commande en donne une autre).",
        "Line {line}, column {column}: the budget is zero, there is nothing to give (option --budget of the command"
        " gives another).",
    ),
    "pb_no_ballots": (
        "Ligne {line}, colonne {column}\u00a0: le fichier s’arrête ici sans aucun bulletin, il n’y a rien à compter.",
        "Line {line}, column {column}: the file ends here without any ballot, there is nothing to count.",
    ),
    # What is irregular in a .pb file, and accepted.
    "pb_bom": (
        "Ligne {line}\u00a0: le fichier commence par une marque d’ordre des octets.",
        "Line {line}: the file begins with a byte order mark.",
    ),
    "pb_crlf": (
        "Ligne {line}\u00a0: les lignes se terminent à la façon de Windows ou d’un ancien Macintosh.",
        "Line {line}: lines end the way of Windows or of an old Macintosh.",
    ),
    "pb_no_end": (
        "Ligne {line}\u00a0: la dernière ligne n’est pas terminée.",
        "Line {line}: the last line is not ended.",
    ),
    "pb_spaces": (
        "Ligne {line}\u00a0: des espaces ou des virgules en trop autour du texte d’une cellule (lignes dans ce"
        " cas\u00a0: {count}).",
        "Line {line}: spaces or commas around the text of a cell (lines like this: {count}).",
    ),
    "pb_blank": (
        "Ligne {line}\u00a0: une ligne sans contenu (en tout\u00a0: {count}).",
        "Line {line}: a line without content (in all: {count}).",
    ),
    "pb_width": (
        "Ligne {line}\u00a0: {found} cellules, alors que l’en-tête en compte {expected}\u00a0; celles qui manquent"
        " sont vides (lignes dans ce cas\u00a0: {count}).",
        "Line {line}: {found} cells, while the header has {expected}; those that are missing are empty (lines like"
        " this: {count}).",
    ),
    "pb_order": (
        "Ligne {line}\u00a0: la première colonne de la section {section} n’est pas «\u00a0{name}\u00a0».",
        "Line {line}: the first column of section {section} is not “{name}”.",
    ),
    "pb_beside": (
        "Ligne {line}\u00a0: META ne contient que des clés et des valeurs\u00a0; les autres cellules ne sont pas"
        " gardées.",
        "Line {line}: META holds keys and values only; other cells are not kept.",
    ),
    "pb_comma": (
        "Ligne {line}\u00a0: un montant a une virgule décimale (lignes dans ce cas\u00a0: {count}).",
        "Line {line}: an amount has a decimal comma (lines like this: {count}).",
    ),
    "pb_differs": (
        "Ligne {line}\u00a0: {name} annonce «\u00a0{value}\u00a0», le fichier en contient {found}.",
        "Line {line}: {name} announces “{value}”, the file holds {found}.",
    ),
    "pb_target": (
        "Ligne {line}\u00a0: la colonne «\u00a0target\u00a0» s’appelle «\u00a0beneficiaries\u00a0» depuis avril 2026.",
        "Line {line}: the column “target” is called “beneficiaries” since April 2026.",
    ),
    "pb_selected": (
        "Ligne {line}\u00a0: «\u00a0{value}\u00a0» dans «\u00a0selected\u00a0» (projets dans ce cas\u00a0:"
        " {count})\u00a0; seul 1 dit un lauréat.",
        "Line {line}: “{value}” in “selected” (projects like this: {count}); only 1 says a winner.",
    ),
    "pb_withdrawn": (
        "Ligne {line}\u00a0: le coût 999999999 dit un projet retiré (en tout\u00a0: {count}).",
        "Line {line}: the cost 999999999 says a withdrawn project (in all: {count}).",
    ),
    "pb_free": (
        "Ligne {line}\u00a0: un projet ne coûte rien (en tout\u00a0: {count}).",
        "Line {line}: a project costs nothing (in all: {count}).",
    ),
    "pb_dear": (
        "Ligne {line}\u00a0: un projet coûte plus que toute l’enveloppe (en tout\u00a0: {count}).",
        "Line {line}: a project costs more than the whole budget (in all: {count}).",
    ),
    "pb_exclusive": (
        "Ligne {line}\u00a0: les projets qui s’excluent ne sont nommés que dans le commentaire\u00a0; le comptage"
        " n’en tient pas compte.",
        "Line {line}: which projects exclude each other is said in the comment only; the count does not know.",
    ),
    "pb_empty": (
        "Ligne {line}\u00a0: un bulletin vide (en tout\u00a0: {count})\u00a0; il compte comme blanc.",
        "Line {line}: an empty ballot (in all: {count}); it counts as blank.",
    ),
    "pb_repeat": (
        "Ligne {line}\u00a0: un bulletin nomme deux fois le même projet (en tout\u00a0: {count})\u00a0; il compte"
        " une fois.",
        "Line {line}: a ballot names the same project twice (in all: {count}); it counts once.",
    ),
    "pb_limit": (
        "Ligne {line}\u00a0: la limite {name} = {value} n’est pas respectée ({count:ballots})\u00a0; le vote"
        " compte tout de même, comme là où il a été déposé.",
        "Line {line}: the limit {name} = {value} is not kept ({count:ballots}); the vote counts all the same, as"
        " where it was cast.",
    ),
    # What a format cannot hold, or cannot be read.
    "pb_kind": (
        "Le format Pabulib n’a pas de bulletins de la sorte «\u00a0{kind}\u00a0».",
        "The Pabulib format has no ballots of the kind “{kind}”.",
    ),
    "pb_vector": (
        "Dans le format Pabulib les places d’un classement valent ce que dit Borda, et rien d’autre.",
        "In the Pabulib format the places of a ranking are worth what Borda says, and nothing else.",
    ),
    "pb_id": (
        "L’identifiant de projet «\u00a0{value}\u00a0» contient une virgule, ou des espaces de trop\u00a0; un vote"
        " ne pourrait pas le nommer.",
        "The project id “{value}” holds a comma, or spaces too many; a vote could not name it.",
    ),
    "pb_ending": (
        "«\u00a0{value}\u00a0»\u00a0: seuls les fichiers .pb, .json et .csv sont connus (et .txt, une feuille de"
        " pointage, à écrire).",
        "“{value}”: only .pb, .json and .csv files are known (and .txt, a tally sheet, to write).",
    ),
    "pb_lost_method": (
        "Le format Pabulib n’a pas de nom pour la règle «\u00a0{value}\u00a0» et ses options.",
        "The Pabulib format has no name for the rule “{value}” and its options.",
    ),
    "pb_lost_grants": (
        "Le format Pabulib ne dit pas comment les subventions se calculent.",
        "The Pabulib format does not say how grants are worked out.",
    ),
    "pb_lost_limits": (
        "Le format Pabulib ne garde ni quotas, ni enveloppes réservées, ni exclusions.",
        "The Pabulib format keeps no quotas, reserved envelopes or exclusions.",
    ),
    "pb_lost_seed": (
        "Le format Pabulib ne garde pas ce qui tire l’ordre des égalités.",
        "The Pabulib format does not keep what draws the order of ties.",
    ),
    "pb_lost_candidates": (
        "Le format Pabulib ne garde ni le budget entier des projets, ni leurs notes.",
        "The Pabulib format keeps neither the whole budget of projects nor their scores.",
    ),
    "pb_lost_costs": (
        "Un projet retiré prend dans le format Pabulib le coût 999999999, qui dit son retrait.",
        "A withdrawn project takes in the Pabulib format the cost 999999999, which says so.",
    ),
    "pb_lost_repeat": (
        "Des bulletins nomment deux fois un projet\u00a0; lus dans un fichier .pb, ils comptent, une fois.",
        "Some ballots name a project twice; read from a .pb file, they count, once.",
    ),
    "json_rule": (
        "La règle «\u00a0{value}\u00a0» n’est pas connue ici\u00a0: le classement par voix est écrit à sa place.",
        "The rule “{value}” is not known here: the ranking by votes is written instead.",
    ),
    "json_alone": (
        "Ce document ne contient que des bulletins\u00a0: ni projets, ni règles.",
        "This document holds ballots only: no projects and no rules.",
    ),
    "json_no_budget": (
        "L’enveloppe de ce document est de zéro, il n’y a rien à attribuer (l’option --budget de la commande en donne"
        " une autre).",
        "The budget of this document is zero, there is nothing to give (option --budget of the command gives another).",
    ),
    "json_no_ballots": (
        "Ce document ne contient aucun bulletin, il n’y a rien à compter.",
        "This document holds no ballot, there is nothing to count.",
    ),
    "json_lost_projects": (
        "Ces colonnes des projets ne sont pas gardées\u00a0: {names}.",
        "These columns of the projects are not kept: {names}.",
    ),
    "json_lost_voters": (
        "Ces colonnes des votes ne sont pas gardées\u00a0: {names}.",
        "These columns of the votes are not kept: {names}.",
    ),
    "json_inexact": (
        "Un nombre ne serait pas gardé exactement en JSON ({detail}).",
        "A number would not be kept exactly in JSON ({detail}).",
    ),
    "json_syntax": (
        "Ligne {line}, colonne {column}\u00a0: ce n’est pas du JSON ({detail}).",
        "Line {line}, column {column}: this is not JSON ({detail}).",
    ),
    "json_broken": (
        "Ce document JSON ne contient pas une élection et ses bulletins ({detail}).",
        "This JSON document does not hold an election and its ballots ({detail}).",
    ),
    "csv_lost": (
        "Un fichier .csv ne garde que les bulletins\u00a0: ni projets, ni règles.",
        "A .csv file keeps the ballots only: no projects and no rules.",
    ),
    "csv_alone": (
        "Les projets et les règles manquent pour écrire {value}\u00a0: partez d’un fichier .pb, ou d’un .json entier.",
        "Projects and rules are missing to write {value}: start from a .pb file, or from a whole .json.",
    ),
    "csv_id": (
        "L’identifiant de projet «\u00a0{value}\u00a0» contient une virgule, ou des espaces autour\u00a0; une"
        " liste ne peut pas le contenir.",
        "The project id “{value}” holds a comma, or spaces around; a list cannot hold it.",
    ),
    "csv_number": (
        "Ligne {line}, colonne {column}\u00a0: «\u00a0{value}\u00a0» n’est pas un nombre entier.",
        "Line {line}, column {column}: “{value}” is not a whole number.",
    ),
}
"""Code -> (French, English), part of `voting.phrases.PHRASES`."""
