"""RESULTS.md: one section for each bench; a bench replaces its own and leaves the others."""

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
TITLE = "# Measures"


def write(texts: Mapping[str, str]) -> None:
    """Put sections, by title, in RESULTS.md."""
    sections = RESULTS.read_text("utf-8").split("\n## ")[1:] if RESULTS.exists() else []
    kept = {section.partition("\n")[0]: section.partition("\n")[2].strip() for section in sections}
    kept |= {title: f"On {machine()}.\n\n{text.strip()}" for title, text in texts.items()}
    body = "\n\n".join(f"## {title}\n\n{text}" for title, text in sorted(kept.items()))
    RESULTS.write_text(f"{TITLE}\n\nWritten by `make bench` (`python -m bench`).\n\n{body}\n", "utf-8")


def machine() -> str:
    """What the figures depend on beside the software measured."""
    return f"{os.cpu_count()} cores ({_processor()}), Python {platform.python_version()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def seconds(value: float) -> str:
    """Three figures that mean something."""
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if value >= size:
            return f"{value / size:.3g} {unit}" if value < 1000 else f"{value:.0f} s"
    return "0 s"


def times(ratio: float) -> str:
    """How many times."""
    return f"{ratio:,.0f} ×" if ratio >= 100 else f"{ratio:.3g} ×"
