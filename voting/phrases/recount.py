"""What a recount finds: code -> (French, English)."""

RECOUNT: dict[str, tuple[str, str]] = {
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
}
