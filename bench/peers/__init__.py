"""The engines ours is measured beside, each with the command of one count, or the reason why it is absent here."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from bench.folders import EQUALSHARES, ROOT
from bench.peers.environment import WORKER, Absent, environment, node, python, version
from bench.peers.pabumeasures import compiled
from bench.rules import RULES

OURS = "Comptoir"
WHOLE = "Comptoir, whole result"
PABUTOOLS = "pabutools"
PABUMEASURES = "pabumeasures"
MUOBLP = "muoblpbindings"
EQUALSHARES_NET = "equalshares.net"


@dataclass(frozen=True)
class Engine:
    """`command` is followed by the .pb file, its plain form and the rule; `absent` says why it cannot be run."""

    name: str
    version: str
    command: tuple[str, ...]
    rules: frozenset[str]
    absent: str = ""


def engines() -> dict[str, Engine]:
    """All of them, installed and compiled first where needed."""
    failed = environment()
    return {
        OURS: Engine(OURS, _commit(), (sys.executable, "-m", "bench.ours", "winners"), frozenset(RULES)),
        WHOLE: Engine(WHOLE, _commit(), (sys.executable, "-m", "bench.ours", "result"), frozenset(RULES)),
        PABUTOOLS: _peer(PABUTOOLS, lambda: _module(failed, PABUTOOLS, "with_pabutools"), frozenset(RULES) - {"add1"}),
        PABUMEASURES: _peer(
            PABUMEASURES,
            lambda: (str(compiled()),),
            frozenset({"votes", "per-euro", "shares-cost", "shares-cardinality", "phragmen"}),
        ),
        MUOBLP: _peer(
            MUOBLP, lambda: _module(failed, MUOBLP, "with_muoblp"), frozenset({"shares-cost", "add1-exhaustive"})
        ),
        EQUALSHARES_NET: _peer(EQUALSHARES_NET, _tool, frozenset({"shares-cost", "add1", "add1-exhaustive"})),
    }


def _peer(name: str, command: Callable[[], tuple[str, ...]], rules: frozenset[str]) -> Engine:
    try:
        return Engine(name, version(name), command(), rules)
    except Absent as reason:
        return Engine(name, version(name), (), rules, str(reason))


def _module(failed: dict[str, str], package: str, module: str) -> tuple[str, ...]:
    if package in failed:
        raise Absent(failed[package])
    return (str(python()), "-m", f"bench.peers.{module}")


def _tool() -> tuple[str, ...]:
    if not WORKER.exists():
        raise Absent("COMPTOIR_EQUALSHARES is not the folder of the computation tool")
    return (node(), "bench/peers/with_equalshares.mjs", str(EQUALSHARES))


def _commit() -> str:
    """The last commit of the engine, and whether its files were modified since."""
    last, changed = (
        subprocess.run(["git", *asked, "--", "voting"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
        for asked in (("log", "-1", "--format=%h"), ("status", "--porcelain"))
    )
    return f"{last}, modified" if changed else last


def described(engine: Engine) -> str:
    """One line: its version, or why it is not there."""
    return f"absent ({engine.absent})" if engine.absent else engine.version
