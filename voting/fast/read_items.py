"""The items of votes and of points."""

import numpy as np

from voting.fast.columns import Longs
from voting.fast.read_cells import Items, Piece, Uncommon

DIGITS = 15  # in a number of points; more are left to the plain reader


def named(items: Items) -> Items:
    """Without the one empty item of an empty cell. Uncommon for an empty item among others."""
    empty = items.stop <= items.start
    if not empty.any():
        return items
    row = np.repeat(np.arange(len(items.number)), items.number)[empty]
    if (items.number[row] > 1).any():
        raise Uncommon
    number = items.number.copy()
    number[row] = 0
    return Items(items.start[~empty], items.stop[~empty], number)


def numbers(piece: Piece, points: Items) -> Longs:
    """Whole numbers written in digits."""
    length = points.length
    total = np.zeros(len(length), np.int64)
    if int(length.max(initial=0)) > DIGITS:
        raise Uncommon
    for place in range(int(length.max(initial=0))):
        longer = np.flatnonzero(length > place)
        digit = piece.data[points.stop[longer] - 1 - place] - np.uint8(ord("0"))
        if (digit > 9).any():
            raise Uncommon
        total[longer] += digit * np.int64(10**place)
    return total
