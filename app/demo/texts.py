"""The invented texts of the demonstration, in data/: people, envies, projects, meetings."""

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"


@cache
def read(name: str) -> Any:
    """The content of data/NAME.json."""
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def dice(about: str) -> random.Random:
    """Chance that always falls the same way: one die per subject, so that adding one changes no other."""
    return random.Random(f"comptoir/{about}")  # noqa: S311 (a demonstration, not a secret)  # nosec B311
