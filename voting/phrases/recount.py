"""What a recount finds: code -> (French, English)."""

RECOUNT: dict[str, tuple[str, str]] = {
    "certificate_broken": (
        "Le certificat est illisible\u00a0: {detail}.",
        "The certificate cannot be read: {detail}.",
    ),
    "certificate_missing": (
        "Le certificat est illisible\u00a0: il y manque «\u00a0{path}\u00a0».",
        "The certificate cannot be read: it lacks “{path}”.",
    ),
    "certificate_kind": (
        "Le certificat est illisible\u00a0: «\u00a0{path}\u00a0» n’y est pas de la sorte attendue.",
        "The certificate cannot be read: “{path}” is not of the kind expected there.",
    ),
    "certificate_format": (
        "Le certificat est illisible\u00a0: son format est «\u00a0{found}\u00a0», et seul"
        " «\u00a0{expected}\u00a0» est lu ici.",
        "The certificate cannot be read: its format is “{found}”, and only “{expected}” is read here.",
    ),
    "digest_differs": (
        "L’empreinte «\u00a0{path}\u00a0» ne correspond pas\u00a0: {expected} est inscrite, {found} est calculée.",
        "The digest “{path}” does not match: {expected} is written, {found} is computed.",
    ),
    "result_differs": (
        "Le nouveau comptage diffère à «\u00a0{path}\u00a0»\u00a0: {expected} est inscrit, {found} est trouvé.",
        "The recount differs at “{path}”: {expected} is written, {found} is found.",
    ),
}
