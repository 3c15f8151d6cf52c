"""The rules measured: the name each has here, what it is, and the method of our engine that is the same rule."""

RULES = {
    "votes": "ranking by votes",
    "per-euro": "ranking by votes per euro",
    "shares-cost": "equal shares, cost",
    "shares-cardinality": "equal shares, cardinality",
    "add1": "equal shares, cost, add1 until overspent",
    "add1-exhaustive": "equal shares, cost, add1 until nothing more fits",
    "phragmen": "Phragmén",
    "welfare": "maximum welfare, cost",
}

SETTINGS = {
    "votes": {"name": "greedy", "utility": "cost"},
    "per-euro": {"name": "greedy", "utility": "cardinality"},
    "shares-cost": {"name": "equal-shares", "utility": "cost"},
    "shares-cardinality": {"name": "equal-shares", "utility": "cardinality"},
    "add1": {"name": "equal-shares", "utility": "cost", "completion": "add1", "stop": "overspend"},
    "add1-exhaustive": {"name": "equal-shares", "utility": "cost", "completion": "add1", "stop": "exhaustive"},
    "phragmen": {"name": "phragmen"},
    "welfare": {"name": "max-welfare", "utility": "cost"},
}
