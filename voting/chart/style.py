"""The colours of charts: those of the platform (paper, ink, petrol, poppy), for a light and for a dark screen.

Every text has a contrast of 4.5 to 1 or more with what it stands on (tested).
"""

from collections.abc import Mapping

FONT = "'Atkinson Hyperlegible Next', 'Atkinson Hyperlegible', system-ui, sans-serif"

# class of the mark: (its colour, the colour of the text on it)
LIGHT: Mapping[str, tuple[str, str]] = {
    "ground": ("#fbf8f1", "#14211d"),
    "level0": ("#b23a22", "#ffffff"),
    "level1": ("#d7e8e6", "#14211d"),
    "level2": ("#a6cdca", "#14211d"),
    "level3": ("#24706f", "#ffffff"),
    "level4": ("#0b4346", "#ffffff"),
    "money": ("#0f5f63", "#ffffff"),
}
DARK: Mapping[str, tuple[str, str]] = {
    "ground": ("#101917", "#f1ede2"),
    "level0": ("#f0977e", "#14211d"),
    "level1": ("#1d3a3a", "#f1ede2"),
    "level2": ("#2a5a5a", "#f1ede2"),
    "level3": ("#6fbab6", "#14211d"),
    "level4": ("#c4eae6", "#14211d"),
    "money": ("#6fbab6", "#14211d"),
}
MUTED = ("#4d5b56", "#b4beb8")
TRACK = ("#ebe5d8", "#1b2623")
FIXED = (
    f"text{{font:15px {FONT}}}.title{{font-size:22px;font-weight:700}}.heading{{font-size:17px;font-weight:700}}"
    ".end{text-anchor:end}.middle{text-anchor:middle;font-size:14px}.lost{fill:none;stroke-width:1.5}"
)


def _scheme(colours: Mapping[str, tuple[str, str]], muted: str, track: str) -> str:
    ink = colours["ground"][1]
    marks = "".join(f".{name}{{fill:{back}}}.on-{name}{{fill:{front}}}" for name, (back, front) in colours.items())
    won = colours["money"][0]
    text = f".title,.heading,.label{{fill:{ink}}}.muted{{fill:{muted}}}"
    return f"{marks}{text}.track{{fill:{track}}}.won{{fill:{won}}}.lost{{stroke:{muted}}}"


STYLE = (
    FIXED
    + _scheme(LIGHT, MUTED[0], TRACK[0])
    + "@media (prefers-color-scheme:dark){"
    + _scheme(DARK, MUTED[1], TRACK[1])
    + "}"
)
