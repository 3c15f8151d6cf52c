"""`python -m bench.invented_ideas NUMBER`: fill the database of the settings with that many invented ideas, indexed."""

import random
import sys
from pathlib import Path

from sqlalchemy import insert, select, text

from app.accounts.models import Person
from app.core import clock, search
from app.core.extensions import db
from app.demo.stage import staged_round
from app.ideas.models import Idea
from app.rounds.models import PhaseKind
from app.rounds.themes import Theme
from app.territories import services as territories
from app.territories.models import Municipality
from wsgi import app

WHAT = ("un vélo", "une école", "un jardin", "un four à pain", "une radio", "des bancs", "un atelier", "une fête")
FOR = ("les aînés", "les enfants", "les voisins", "le quartier", "les familles", "les jeunes", "le village")
HOW = ("partagé", "ouvert le samedi", "près du canal", "sans voiture", "toute l’année", "à prix libre", "en plein air")
SAID = "Se parler, apprendre ensemble et prendre soin du lieu : chacun apporte un peu, personne ne reste seul. "


def main(number: int) -> None:
    """A round that takes ideas, one author for ten ideas, communes by lot."""
    chance, settings, now = random.Random(number), app.config["SETTINGS"], clock.now()
    territories.load_department(Path(settings.TERRITORIES_DIR), settings.DEPARTEMENT)
    authors = [Person(name=f"Personne {n}", email=f"p{n}@exemple.fr") for n in range(max(1, number // 10))]
    db.session.add_all(authors)
    db.session.flush()
    round_ = staged_round("Budget citoyen", now.year, PhaseKind.IDEAS, 300_000, authors[:3])
    db.session.flush()
    codes = db.session.scalars(select(Municipality.code).order_by(Municipality.code)).all()
    rows = [
        {
            "public_id": f"{chance.getrandbits(72):018x}",
            "round_id": round_.id,
            "title": f"{chance.choice(WHAT).capitalize()} pour {chance.choice(FOR)}, {chance.choice(HOW)}",
            "body": SAID * chance.randint(1, 4) + f"{chance.choice(WHAT)} {chance.choice(HOW)}.",
            "theme": chance.choice(list(Theme)),
            "municipality_code": chance.choice(codes),
            "author_id": chance.choice(authors).id,
            "status": "grown" if chance.random() < 0.1 else "published",
            "supporters": int(chance.expovariate(0.2)),
            "created_at": now,
            "version": 1,
        }
        for _ in range(number)
    ]
    for start in range(0, number, 500):
        db.session.execute(insert(Idea), rows[start : start + 500])
    search.reindex(Idea)
    db.session.commit()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if db.engine.dialect.name == "sqlite" else "VACUUM ANALYZE"))


if __name__ == "__main__":
    with app.app_context():
        main(int(sys.argv[1]))
