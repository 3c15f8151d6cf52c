"""The rules of pabumeasures, compiled from its published sources without the solver that only its other half needs.

Its installation asks for a solver (OR-tools) that no package registry has in this form. Each file of rules begins with
the rule and goes on with measures that use the solver: only the beginning of each is compiled, with our own main
(with_pabumeasures.cpp). Nothing of it enters this repository.
"""

import re
import shutil
import subprocess
import tarfile
from pathlib import Path

from bench.folders import CACHE, PABUMEASURES, PABUMEASURES_DATA, ROOT
from bench.peers.environment import Absent, pip, wanted

MAIN = ROOT / "bench" / "peers" / "with_pabumeasures.cpp"
RULES = ("Greedy", "GreedyOverCost", "MesApr", "MesCost", "Phragmen")
OPTIONS = ("-O3", "-march=native", "-std=c++20", "-DNDEBUG")
AFTER_THE_RULE = re.compile(r"^long long cost_reduction_for", re.MULTILINE)
SOLVER = re.compile(r"^.*(ortools|operations_research).*$", re.MULTILINE)


def sources() -> Path:
    """The folder of its sources and of its elections, downloaded once."""
    name = f"pabumeasures-{wanted()['pabumeasures']}"
    folder = CACHE / name
    if not folder.exists():
        archive = CACHE / f"{name}.tar.gz"
        done = pip("download", "--no-deps", "--no-binary", ":all:", "-d", str(CACHE), name.replace("-", "=="))
        if done.returncode or not archive.exists():
            raise Absent("pip could not download its sources")
        with tarfile.open(archive) as packed:
            packed.extractall(CACHE, filter="data")
    return folder


def compiled() -> Path:
    """The program."""
    folder, program = sources(), PABUMEASURES / "count"
    PABUMEASURES.mkdir(exist_ok=True)
    if not PABUMEASURES_DATA.exists():
        PABUMEASURES_DATA.symlink_to(folder / "data")
    if not program.exists() or program.stat().st_mtime < MAIN.stat().st_mtime:
        _compile(folder / "src" / "cpp_src", program)
    return program


def _compile(code: Path, program: Path) -> None:
    if shutil.which("g++") is None:
        raise Absent("no g++")
    parts = [MAIN, code / "utils" / "Math.cpp", code / "utils" / "ProjectComparator.cpp"]
    for name in RULES:
        text = (code / "pb_rules_and_measures" / f"{name}.cpp").read_text("utf-8")
        part = PABUMEASURES / f"{name}.cpp"
        part.write_text(SOLVER.sub("", AFTER_THE_RULE.split(text)[0]), "utf-8")
        parts.append(part)
    include = [f"-I{code}", f"-I{code / 'pb_rules_and_measures'}"]
    done = subprocess.run(["g++", *OPTIONS, *include, "-o", str(program), *map(str, parts)], capture_output=True)
    if done.returncode:
        raise Absent("g++ could not compile it")
