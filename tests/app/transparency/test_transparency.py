"""What everybody may know of moderation: rules, figures, the yearly report; the statements of a year for the desk."""

import csv
import io
import json
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.appeals import parties
from app.appeals import services as appeals
from app.casework import services as casework
from app.casework.models import Case
from app.core import clock
from app.core.extensions import db
from app.transparency import drawing, queries
from app.transparency.queries import Year
from moderation.appeals import Verdict
from moderation.decisions import Verb
from moderation.grounds import GROUNDS, Ground
from moderation.statements import Effect
from moderation.transparency import FIELDS


@pytest.fixture
def decided(people, a_round, an_idea):
    """Three decisions of this year: one hidden then put back on appeal, one refused, one kept after a report."""
    amel, chloe, dina = people("Amel"), people("Chloé", Role.MODERATOR), people("Dina", Role.MODERATOR)
    round_ = a_round()
    first, second, third = (
        an_idea(amel, round_, status, title=f"Secret {rank}")
        for rank, status in enumerate(("published", "pending", "published"))
    )
    casework.flag(first, Ground.ADVERTISING, "", by=people("Bruno"))
    hidden = casework.decide(first, Verb.HIDE, by=chloe, ground=Ground.ADVERTISING, reason="Le 06 12 34 56 78 d’Amel.")
    casework.decide(second, Verb.REFUSE, by=chloe, ground=Ground.HATEFUL, reason="Une insulte.")
    casework.flag(third, Ground.OFF_TOPIC, "", by=people("Eve"))
    casework.decide(third, Verb.DISMISS, by=chloe, reason="C’est une envie.")
    appeal = appeals.make_appeal(parties.reading_by(hidden, amel), "Je ne vends rien.", by=amel)
    appeals.hear(appeal, Verdict.REVERSE, "Relu.", by=dina)
    for case in db.session.scalars(select(Case)):
        case.opened_at = clock.now() - timedelta(hours=30, minutes=30)
    db.session.commit()
    return hidden


def _now():
    return clock.today().year


def test_rules_name_every_ground_with_its_article(visit):
    text = unescape(visit("/moderation/regles").text)
    for ground in GROUNDS.values():
        assert ground.label.fr in text
    assert "six mois" in text and "règlement (UE) 2016/679" in text


def test_figures_are_computed_from_what_was_decided(decided):
    counted = queries.figures_of(Year(_now()))
    assert counted.by_effect == {Effect.HIDDEN: 1, Effect.REFUSED: 1, Effect.KEPT: 1, Effect.RESTORED: 1}
    assert counted.by_ground == {Ground.ADVERTISING: 1, Ground.HATEFUL: 1}
    assert counted.notices == {Ground.ADVERTISING: 1, Ground.OFF_TOPIC: 1}
    assert (counted.appeals().made, counted.appeals().reversed) == (1, 1)
    assert counted.delay() == (30, 30)
    assert queries.figures_of(Year(_now() - 1)).total == 0
    assert queries.years() == [_now()]


def test_everybody_reads_the_figures(visit, decided):
    page = visit("/moderation/chiffres", most_queries=8)
    text = unescape(page.text)
    for words in ("Publicité", "1 décision annulée", "Gardés après un signalement", "4_notices.csv"):
        assert words in text
    assert "Secret" not in text and "Chloé" not in text and "motifs.csv" not in text
    assert visit(f"/moderation/chiffres/{_now()}").status_code == 200
    assert visit("/moderation/chiffres/1999").status_code == 404


def test_year_without_any_decision_says_so(visit):
    assert "Aucune décision" in unescape(visit("/moderation/chiffres").text)


def test_each_table_of_the_template_is_a_file(visit, decided):
    file = visit(f"/moderation/chiffres/{_now()}/7_appeals_and_recidivism.csv")
    assert file.status_code == 200 and file.mimetype == "text/csv"
    lines = list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"))))
    assert lines[0][:3] == ["Applicability", "Service", "Reporting period"]
    assert ["Decisions reversed", "1"] in [line[5:7] for line in lines]
    assert visit(f"/moderation/chiffres/{_now()}/12_nothing.csv").status_code == 404


def test_desk_takes_the_statements_away_without_a_word_of_anybody(visit, people, decided):
    staff = people("Farid", Role.STAFF)
    rows = json.loads(visit(f"/moderation/chiffres/{_now()}/motifs.json", by=staff).data)["statements"]
    assert [row["decision_visibility"] for row in rows] == [
        ["DECISION_VISIBILITY_CONTENT_DISABLED"],
        ["DECISION_VISIBILITY_OTHER"],
    ]
    assert [row["source_type"] for row in rows] == ["SOURCE_ARTICLE_16", "SOURCE_VOLUNTARY"]
    assert list(rows[0]) == list(FIELDS)
    assert rows[0]["puid"] == decided.public_id
    said = json.dumps(rows, ensure_ascii=False)
    assert not any(words in said for words in ("Amel", "06 12", "insulte", "Secret", "Chloé"))
    file = visit(f"/moderation/chiffres/{_now()}/motifs.csv", by=staff)
    lines = list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"))))
    assert (lines[0], len(lines)) == (list(FIELDS), 3)
    assert visit(f"/moderation/chiffres/{_now()}/motifs.csv", by=people("Gil")).status_code == 403
    assert visit(f"/moderation/chiffres/{_now()}/motifs.json").status_code == 303


@pytest.mark.parametrize(
    ("hours", "said"), [(0, "moins d’une heure"), (1, "1 heure"), (47, "47 heures"), (49, "2 jours")]
)
def test_delays_are_said_in_hours_then_in_days(app, hours, said):
    with app.test_request_context():
        assert drawing.lasted(hours) == said
