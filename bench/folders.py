"""Where things are: the repository, what the bench builds for itself (outside git), the real elections."""

import os
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".bench"
PLAIN = CACHE / "plain"
PEERS = CACHE / "venv"
PABUMEASURES = CACHE / "pabumeasures"
PABUMEASURES_DATA = PABUMEASURES / "data"
EQUALSHARES = Path(os.environ.get("COMPTOIR_EQUALSHARES", CACHE / "equalshares-compute-tool"))
ELECTIONS = Path(os.environ.get("COMPTOIR_PB_DIR", ROOT.parent / "shared" / "pb"))


def shown(path: Path | str) -> str:
    """A path without what is particular to this machine."""
    text = str(path)
    for folder, name in (
        (ELECTIONS, "$COMPTOIR_PB_DIR"),
        (EQUALSHARES, "$COMPTOIR_EQUALSHARES"),
        (f"{ROOT}/", ""),
        (shutil.which("node"), "node"),
    ):
        text = text.replace(str(folder), name)
    return text
