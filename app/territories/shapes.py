"""Plane geometry of outlines: is a point inside, where is the middle, fewer vertices without gaps between neighbours.

A position is (longitude, latitude) in degrees, a ring a closed list of positions, a polygon its outer ring then its
holes (RFC 7946 §3.1). A département is small enough for plane formulas; none of these figures is used for measuring.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

Position = tuple[float, float]
Ring = list[Position]
Polygon = list[Ring]
Shape = list[Polygon]


def holds(shape: Shape, position: Position) -> bool:
    """Whether the position lies in one of the polygons and in none of its holes (even-odd rule on each ring)."""
    return any(sum(_crosses(ring, position) for ring in polygon) % 2 for polygon in shape)


def _crosses(ring: Ring, position: Position) -> bool:
    x, y = position
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def box(shape: Shape) -> tuple[float, float, float, float]:
    """West, south, east, north."""
    xs, ys = zip(*(position for polygon in shape for position in polygon[0]), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def middle(shape: Shape) -> Position:
    """A position inside: the centre of mass of the largest polygon, else the middle of its widest crossing there."""
    largest = max(shape, key=lambda polygon: abs(_area(polygon[0])))
    x, y = _centre(largest[0])
    if holds([largest], (x, y)):
        return x, y
    crossings = sorted(_crossings(largest, y))
    spans = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not spans:
        return largest[0][0]
    left, right = max(spans, key=lambda span: span[1] - span[0])
    return (left + right) / 2, y


def _area(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False)) / 2


def _centre(ring: Ring) -> Position:
    """The centre of mass of what a ring surrounds, reckoned from its first position (fewer lost digits)."""
    x0, y0 = ring[0]
    near = [(x - x0, y - y0) for x, y in ring]
    area = _area(near)
    if not area:
        return x0, y0
    sides = list(zip(near, near[1:], strict=False))
    x = sum((x1 + x2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in sides) / (6 * area)
    y = sum((y1 + y2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in sides) / (6 * area)
    return x0 + x, y0 + y


def _crossings(polygon: Polygon, y: float) -> Iterator[float]:
    for ring in polygon:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False):
            if (y1 > y) != (y2 > y):
                yield (x2 - x1) * (y - y1) / (y2 - y1) + x1


# --- fewer vertices -----------------------------------------------------------------------------------------------


def simplified(shapes: list[Shape], tolerance: float) -> list[Shape]:
    """The shapes with fewer vertices, none of which moved by more than the tolerance; shared borders stay shared.

    Rings are cut where borders meet; each piece, read in one direction whoever it belongs to, is simplified alone
    (Douglas and Peucker, 1973). A ring that would vanish keeps what it had.
    """
    meeting = _meeting_points(ring for shape in shapes for polygon in shape for ring in polygon)
    return [[[_thin_ring(ring, meeting, tolerance) for ring in polygon] for polygon in shape] for shape in shapes]


def _meeting_points(rings: Iterable[Ring]) -> set[Position]:
    neighbours: dict[Position, set[Position]] = defaultdict(set)
    for ring in rings:
        for one, other in zip(ring, ring[1:], strict=False):
            neighbours[one].add(other)
            neighbours[other].add(one)
    return {position for position, near in neighbours.items() if len(near) != 2}


def _thin_ring(ring: Ring, meeting: set[Position], tolerance: float) -> Ring:
    cuts = [n for n, position in enumerate(ring[:-1]) if position in meeting]
    if not cuts:  # an island, or a hole with one neighbour: cut at the same two places whoever reads it
        cuts = [ring.index(min(ring[:-1]))]
    turned = ring[cuts[0] : -1] + ring[: cuts[0] + 1]
    ends = [n - cuts[0] for n in cuts] + [len(turned) - 1]
    thin: Ring = [turned[0]]
    for start, end in zip(ends, ends[1:], strict=False):
        thin += _thin_line(turned[start : end + 1], tolerance)[1:]
    return thin if len(thin) >= 4 else ring


def _thin_line(line: Ring, tolerance: float) -> Ring:
    backwards = line[-1] < line[0] or (line[0] == line[-1] and line[-2] < line[1])
    read = line[::-1] if backwards else line
    if read[0] == read[-1] and len(read) > 3:  # closed: its farthest position is an end too
        far = max(range(len(read)), key=lambda n: _distance_squared(read[n], read[0], read[0]))
        thin = _kept(read[: far + 1], tolerance) + _kept(read[far:], tolerance)[1:]
    else:
        thin = _kept(read, tolerance)
    return thin[::-1] if backwards else thin


def _kept(line: Ring, tolerance: float) -> Ring:
    """Douglas and Peucker without recursion: a border may be long."""
    keep, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        start, end = waiting.pop()
        if end - start < 2:
            continue
        far = max(range(start + 1, end), key=lambda n: _distance_squared(line[n], line[start], line[end]))
        if _distance_squared(line[far], line[start], line[end]) > tolerance**2:
            keep.add(far)
            waiting += [(start, far), (far, end)]
    return [line[n] for n in sorted(keep)]


def _distance_squared(position: Position, start: Position, end: Position) -> float:
    """From a position to a segment."""
    (x, y), (x1, y1), (x2, y2) = position, start, end
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = min(1.0, max(0.0, ((x - x1) * dx + (y - y1) * dy) / length)) if length else 0.0
    return (x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2
