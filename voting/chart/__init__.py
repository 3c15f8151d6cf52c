"""Charts without a library: bars of block characters for a terminal, and SVG."""

from voting.chart.picture import Bar, Picture, Segment
from voting.chart.svg import svg
from voting.chart.text import bar, bars, columns, tokens

__all__ = ["Bar", "Picture", "Segment", "bar", "bars", "columns", "svg", "tokens"]
