"""Voters of the demonstration and their ballots: neighbours vote for what is near, everybody for what is loved."""

import random
from collections.abc import Sequence
from datetime import timedelta
from itertools import accumulate
from typing import Any

from sqlalchemy import insert, select

from app.booth import keys
from app.booth.models import Ballot, Voter
from app.booth.roll import name_key
from app.core import clock
from app.core.extensions import db
from app.core.text import plain
from app.demo.texts import dice, read
from app.projects.models import Proposal
from app.rounds.models import Round
from app.territories.models import Municipality

NEAR = 6  # how much dearer to people a project of their own neighbourhood of communes is
BATCH = 1000


def add_ballots(round_: Round, proposals: Sequence[Proposal], appeal: dict[str, int], count: int) -> None:
    """`count` people sign the roll and put three tokens each; rows are written in batches, ballots in another order."""
    chance = dice(f"votes/{round_.name}")
    places = list(db.session.scalars(select(Municipality).order_by(Municipality.code)))
    rows = list(_voters(round_, places, count, chance))
    taste = _Taste(proposals, appeal, places)
    ballots = [_ballot(round_, row, taste.choices(row["municipality_code"], chance)) for row in rows]
    chance.shuffle(ballots)
    for table, content in ((Voter, rows), (Ballot, ballots)):
        for start in range(0, count, BATCH):
            db.session.execute(insert(table), content[start : start + BATCH])


def _voters(round_: Round, places: Sequence[Municipality], count: int, chance: random.Random) -> Any:
    names, family = read("people")["first_names"], read("people")["family_names"]
    homes = chance.choices(places, cum_weights=list(accumulate(p.population for p in places)), k=count)
    seen: set[tuple[str, int, str]] = set()
    shared, slot = "", 0
    for number, home in enumerate(homes):
        name, born = f"{chance.choice(names)} {chance.choice(family)}", _birth_year(round_.year, chance)
        while (plain(name), born, home.code) in seen:
            born = _birth_year(round_.year, chance)
        seen.add((plain(name), born, home.code))
        if not shared or slot >= 3 or chance.random() > 0.12:  # one voter in eight shares an address of the household
            shared, slot = f"{plain(name).replace(' ', '.')}.{number}@exemple.fr", 0
        slot += 1
        yield {
            "public_id": f"{round_.public_id}-{number:05d}",
            "round_id": round_.id,
            "name": name,
            "name_key": name_key(name),
            "birth_year": born,
            "municipality_code": home.code,
            "email": shared,
            "email_slot": slot,
            "level": "email",
            "signed_on": clock.today() - timedelta(days=chance.randint(0, 15)),
        }


def _birth_year(year: int, chance: random.Random) -> int:
    """Mostly adults, and a good share of schoolchildren: classes vote together."""
    return year - (chance.randint(11, 17) if chance.random() < 0.22 else chance.randint(18, 91))


class _Taste:
    """Three different projects, by their appeal, dearer when they are near."""

    def __init__(self, proposals: Sequence[Proposal], appeal: dict[str, int], places: Sequence[Municipality]) -> None:
        self.codes = [p.code for p in proposals]
        self.area = {place.code: place.epci_code for place in places}
        self.where = [self.area.get(p.municipality_code or "") for p in proposals]
        self.appeal = [5 + appeal[p.code] for p in proposals]
        self.weights: dict[str | None, list[int]] = {}

    def choices(self, home: str, chance: random.Random) -> list[str]:
        area = self.area[home]
        if area not in self.weights:
            near = (NEAR if where == area else 1 for where in self.where)
            self.weights[area] = list(accumulate(a * n for a, n in zip(self.appeal, near, strict=True)))
        chosen: set[str] = set()
        while len(chosen) < 3:
            chosen.update(chance.choices(self.codes, cum_weights=self.weights[area], k=3 - len(chosen)))
        return sorted(chosen)


def _ballot(round_: Round, voter: dict[str, Any], choices: list[str]) -> dict[str, Any]:
    nonce = keys.derived_nonce(round_, voter["public_id"])
    return {
        "round_id": round_.id,
        "pseudonym": keys.pseudonym(round_, voter["public_id"]),
        "choices": choices,
        "nonce": nonce,
        "commitment": keys.commitment(nonce, choices),
        "revision": 1,
    }
