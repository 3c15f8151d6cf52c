"""A comparison drawn as SVG: bars and tokens with their labels on them, in the light or dark of the reader's screen.

Whole pixels only. Every mark has its meaning as a tooltip, and the whole its description, for those who cannot see it.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from voting.chart.picture import Bar, Picture, shortened, wrapped
from voting.chart.style import STYLE
from voting.statistics.figures import rounded

WIDTH, EDGE, LEFT, BAR = 960, 32, 300, 490  # the page, its margin, where bars start, the longest bar
ROW, THICK = 44, 28
TOKEN = 34  # between two tokens
WIDE, NARROW = 60, 18  # the least widths a segment needs for its text, and for its short text
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def svg(pictures: Sequence[Picture], lang: str = "fr") -> str:
    """One document, the pictures one under the other."""
    body: list[str] = []
    y = 0
    for picture in pictures:
        drawn = _Page(y)
        drawn.draw(picture)
        body += drawn.parts
        y = drawn.y
    title = _written(" · ".join(picture.title for picture in pictures))
    description = _written(" ".join(picture.description for picture in pictures))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}"'
        f' role="img" aria-labelledby="chart-title chart-desc" lang="{lang}">'
    )
    told = f'<title id="chart-title">{title}</title><desc id="chart-desc">{description}</desc>'
    ground = f'<rect class="ground" width="{WIDTH}" height="{y}"/>'
    return "\n".join([head, told, f"<style>{STYLE}</style>", ground, *body, "</svg>", ""])


class _Page:
    """The elements drawn so far, and how far down the page they go."""

    def __init__(self, y: int) -> None:
        self.y = y + EDGE
        self.parts: list[str] = []

    def draw(self, picture: Picture) -> None:
        """The whole picture, from the top."""
        self._line(shortened(picture.title, 80), "title", 30)
        self._line(shortened(picture.subtitle, 120), "muted", 30)
        self._bars(picture.served_title, picture.served, "level")
        self._bars(picture.money_title, picture.money, "money")
        if picture.tokens:
            self._tokens(picture)
        self.y += EDGE

    def _line(self, text: str, kind: str, height: int, x: int = EDGE) -> None:
        self.y += height
        self.parts.append(_text(x, self.y - height // 3, text, kind))

    def _bars(self, title: str, bars: Sequence[Bar], kind: str) -> None:
        self._line(title, "heading", 42)
        for bar in bars:
            lines = wrapped(bar.label, 34)
            for at, line in enumerate(lines):
                shift = THICK // 2 + 5 - (len(lines) - 1) * 9 + at * 18
                self.parts.append(_text(LEFT - 14, self.y + shift, line, "label end"))
            self.parts += self._segments(bar, kind)
            self.y += ROW

    def _segments(self, bar: Bar, kind: str) -> Iterator[str]:
        """The pieces of a bar; their places are rounded from the running sum, so that they always meet."""
        yield f'<rect class="track" x="{LEFT}" y="{self.y}" width="{BAR}" height="{THICK}" rx="4"/>'
        reached, x = bar.segments[0].share * 0, LEFT
        for level, segment in enumerate(bar.segments):
            reached += segment.share
            end = LEFT + rounded(min(reached, reached * 0 + 1) * BAR, 0)
            if end > x:
                shade = f"{kind}{level}" if kind == "level" else kind
                meaning = _written(f"{bar.label}. {segment.meaning}")
                place = f'x="{x}" y="{self.y}" width="{end - x}" height="{THICK}" rx="4"'
                yield f'<rect class="{shade}" {place}><title>{meaning}</title></rect>'
                if text := segment.text if end - x >= WIDE else segment.short if end - x >= NARROW else "":
                    yield _text((x + end) // 2, self.y + THICK // 2 + 5, text, f"on-{shade} middle")
            x = end
        if bar.text:
            yield _text(LEFT + BAR + 12, self.y + THICK // 2 + 5, bar.text, "label")

    def _tokens(self, picture: Picture) -> None:
        self._line(picture.tokens_title, "heading", 42)
        for at, label in enumerate(picture.labels, start=1):
            self._line(f"{at}. {label}", "muted", 20)
        self.y += 26
        for at in range(len(picture.labels)):
            self.parts.append(_text(EDGE + 12 + at * TOKEN, self.y - 6, str(at + 1), "label middle"))
        for name, marks in picture.tokens:
            self.parts += self._row(name, marks, picture.labels)
            self.y += TOKEN - 4
        if picture.more:
            self._line(picture.more, "muted", 26)

    def _row(self, name: str, marks: Sequence[bool], labels: Sequence[str]) -> Iterator[str]:
        for at, (mark, label) in enumerate(zip(marks, labels, strict=True)):
            meaning = _written(f"{name}, {label}: {'●' if mark else '○'}")
            centre = f'cx="{EDGE + 12 + at * TOKEN}" cy="{self.y + 12}" r="{11 if mark else 10}"'
            yield f'<circle class="{"won" if mark else "lost"}" {centre}><title>{meaning}</title></circle>'
        x = EDGE + 12 + len(labels) * TOKEN
        yield _text(x, self.y + 17, shortened(name, 78), "label")


def _written(text: str) -> str:
    """The text as XML, without the characters XML has no room for."""
    return escape(FORBIDDEN.sub("\ufffd", text))


def _text(x: int, y: int, text: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{_written(text)}</text>'
