"""The elections measured: real ones from COMPTOIR_PB_DIR, and invented ones of any size."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.folders import CACHE, ELECTIONS, PABUMEASURES_DATA, PLAIN, ROOT
from bench.plain import Facts

WARSZAWA = "poland_warszawa_2024_.pb"
WIELICZKA = "Poland_Wieliczka_2023_Green_Budget.pb"
MOKOTOW = "poland_warszawa_2024_mokotow.pb"
LARGE = ("Poland_Lodz_2020.pb", "Poland_Wroclaw_2015_150_-_500.pb", "Poland_Warszawa_2026.pb")
SMALL = 200
COUNTED = ("approval", "choose-1")


@dataclass(frozen=True)
class Election:
    """A file, its plain form for the engines without a reader, and its facts."""

    name: str
    path: Path
    plain: Path
    facts: Facts

    @property
    def size(self) -> str:
        """Voters × projects."""
        return f"{self.facts.voters:,} × {len(self.facts.ids)}"


def real(name: str) -> Election | None:
    """An election of the folder (or of the data that comes with pabumeasures), None when it is not there."""
    for folder in (ELECTIONS, PABUMEASURES_DATA):
        if (folder / name).exists():
            return prepared(folder / name)
    return None


def district() -> Election | None:
    """Mokotów 2024, else the largest district of Warszawa there."""
    others = sorted(ELECTIONS.glob("Poland_Warszawa_20??_*.pb"), key=lambda path: path.stat().st_size)
    return real(MOKOTOW) or (prepared(others[-1]) if others else None)


def invented(voters: int, projects: int) -> Election:
    """An election made here, once, and again when what invents it has changed."""
    path = CACHE / f"invented_{voters}_x_{projects}.pb"
    if not path.exists() or path.stat().st_mtime < (ROOT / "bench" / "invented.py").stat().st_mtime:
        _run("bench.invented", str(voters), str(projects), str(path))
    return prepared(path)


def small() -> list[Election]:
    """Every real election by approval with less than SMALL voters."""
    few = [path for path in sorted(ELECTIONS.glob("*.pb")) if 0 < announced(path) < SMALL]
    return [prepared(path) for path in few]


def announced(path: Path) -> int:
    """How many votes the head of a file announces, 0 when they are no approvals."""
    head = {}
    with path.open(encoding="utf-8-sig") as file:
        for line in file:
            key, _, value = line.strip().partition(";")
            if key == "PROJECTS":
                break
            head[key] = value
    return int(head.get("num_votes", 0)) if head.get("vote_type") in COUNTED else 0


def prepared(path: Path) -> Election:
    """The election with its plain form, written in another process so that ours stays small."""
    PLAIN.mkdir(parents=True, exist_ok=True)
    plain = PLAIN / f"{path.stem}.txt"
    if not plain.exists() or plain.stat().st_mtime < path.stat().st_mtime:
        _run("bench.plain", str(path), str(plain))
    facts = Facts(**json.loads(plain.with_suffix(".json").read_text("utf-8")))
    return Election(path.stem.replace("_", " ").strip(), path, plain, facts)


def _run(module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, check=True)
