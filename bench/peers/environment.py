"""A virtual environment of their own for the other engines, and their versions."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from bench.folders import CACHE, EQUALSHARES, PEERS, ROOT

LIST = ROOT / "bench" / "peers.txt"
WORKER = EQUALSHARES / "js" / "methodOfEqualSharesWorker.js"
SOURCES_ONLY = {"pabumeasures"}


class Absent(Exception):
    """An engine cannot be run here; the text says why."""


def python() -> Path:
    """The interpreter of the environment."""
    return PEERS / "bin" / "python"


def wanted() -> dict[str, str]:
    """Package -> the version of bench/peers.txt."""
    lines = [line.strip() for line in LIST.read_text("utf-8").splitlines()]
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


def environment() -> dict[str, str]:
    """Make the environment once; package -> why it could not be installed."""
    CACHE.mkdir(exist_ok=True)
    if not python().exists() and subprocess.run([sys.executable, "-m", "venv", str(PEERS)]).returncode:
        return dict.fromkeys(wanted(), "no virtual environment could be made")
    failed = {}
    for name, number in wanted().items():
        if name in SOURCES_ONLY or (PEERS / f".{name}-{number}").exists():
            continue
        done = pip("install", f"{name}=={number}")
        if done.returncode:
            failed[name] = "pip could not install it"
        else:
            (PEERS / f".{name}-{number}").touch()
    return failed


def pip(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pip in the environment."""
    if not python().exists():
        raise Absent("no virtual environment could be made")
    command = [str(python()), "-m", "pip", "-q", "--disable-pip-version-check", *arguments]
    return subprocess.run(command, capture_output=True, text=True)


def version(name: str) -> str:
    """That of bench/peers.txt, with gmpy2's for the engine that rests on it; the tool, unnumbered, by its bytes."""
    if WORKER.exists() and name not in wanted():
        return f"worker of SHA-256 {hashlib.sha256(WORKER.read_bytes()).hexdigest()[:12]}"
    number = wanted().get(name, "")
    return f"{number} with gmpy2 {wanted()['gmpy2']}" if name == "pabutools" else number


def node() -> str:
    """Node.js, on the path or in our own virtual environment."""
    found = shutil.which("node") or shutil.which("node", path=str(ROOT / ".venv" / "bin"))
    if found is None:
        raise Absent("no Node.js")
    return found
