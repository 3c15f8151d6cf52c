"""The rules of a rulebook: presets, what is counted of them, and what is said of them."""

from dataclasses import replace

import pytest
from flask_babel import force_locale

from app.accounts.models import Role
from app.core.errors import Refused
from app.core.extensions import db
from app.rounds import queries, rulebook_text, services
from app.rounds.checks import check_rules
from app.rounds.counting import ballot_rule, rules_to_count
from app.rounds.forms import RoundForm, RulebookForm, typed_from
from app.rounds.models import PhaseKind
from app.rounds.presets import EARLIER, PAS_DE_CALAIS, PRESETS, counted, whole
from app.rounds.selection import PER_EURO, RULES, answer_of, rule_of
from app.rounds.selection_text import kept_for_some, method_in_words
from voting import presets as programmes
from voting.election import Candidate, Quota, Reserve

CANDIDATES = tuple(
    Candidate(f"P{n}", f"Projet {n}", 100_000 * n, canton=f"Canton {n % 3}", scores={"any": 2}) for n in range(1, 10)
)


@pytest.fixture
def staff(people):
    return people("Stella", Role.STAFF), people("Sami", Role.STAFF)


def text_of(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("key", sorted(PRESETS))
def test_a_preset_of_the_platform_counts_as_the_programme_does(key):
    ours = rules_to_count(PRESETS[key], 35_200_000, {"any": 1}, CANDIDATES)
    theirs = programmes.PRESETS[key].rules(35_200_000, CANDIDATES)
    assert ours.method == theirs.method
    amounts = [(grant.mode, grant.floor, grant.ceiling) for grant in (ours.grant, theirs.grant)]
    assert amounts[0] == amounts[1]
    unnamed = [replace(reserve, name="") for reserve in theirs.constraints.reserves]
    assert [replace(reserve, name="") for reserve in ours.constraints.reserves] == unnamed
    assert replace(ours.constraints, reserves=()) == replace(theirs.constraints, reserves=())
    assert key == "equal-shares" or ours.ballot == theirs.ballot


def test_the_programme_of_pas_de_calais_is_the_one_published():
    assert whole({
        "ballot": "exactly",
        "choices": 3,
        "min_choices": 3,
        "min_age": 11,
        "voters_per_email": 4,
        "ideas_moderated": "before",
        "comptoir_required": True,
            "minors": "through_adult",
        "rule": "greedy",
        "grant_mode": "criteria_votes",
        "floor_cents": 450_000,
        "ceiling_cents": 2_000_000,
        "max_share_percent": 80,
        "step_cents": 10_000,
        "leftover": "by_votes",
        "min_votes": 1,
        "lot_seed": "",
    }) == PAS_DE_CALAIS  # fmt: skip


def test_a_rulebook_of_before_is_read_as_it_was_meant(a_round):
    round_ = a_round(PhaseKind.IDEAS)
    known = {key: value for key, value in PAS_DE_CALAIS.items() if key not in EARLIER and key != "tranches"}
    round_.rulebooks[0].rules = known
    db.session.commit()
    rules = queries.rules_of(round_)
    assert rules == {**PAS_DE_CALAIS, "min_choices": 1, "minors": "unasked"}
    assert ballot_rule(rules).min == 3
    assert rules_to_count(rules, 1_000_000, {"any": 1}).constraints.reserves == ()


def test_reserves_quotas_and_first_ones_are_what_voting_counts():
    rules = {
        **PRESETS["free"],
        "youth_percent": 10,
        "youth_up_to_cents": 500_000,
        "tranches": [[200_000, 20], [0, 30]],
        "canton_shares": True,
        "canton_winners": 2,
        "first_of_each_canton": True,
    }
    limits = rules_to_count(rules, 1_000_000, {}, CANDIDATES).constraints
    assert limits.quotas == (Quota("canton", count=2),)
    assert limits.first_of_each == "canton"
    assert limits.reserves == (
        Reserve("youth", 100_000, "tag", "youth", up_to=500_000),
        Reserve("tranche:0:200000", 200_000, above=0, up_to=200_000),
        Reserve("tranche:200000:0", 300_000, above=200_000),
        *(Reserve(f"Canton {n}", 133_333, "canton", f"Canton {n}") for n in range(3)),
    )


@pytest.mark.parametrize("answer", sorted(RULES))
def test_every_answer_stands_for_a_rule_and_back(answer):
    meant = rule_of(answer, "cost")
    plain = {"rule": answer, "utility": "cost"}
    assert answer_of(**meant) == answer
    assert meant == ({"rule": "greedy", "utility": "cardinality"} if answer == PER_EURO else plain)


@pytest.mark.parametrize("key", sorted(PRESETS))
def test_a_form_filled_with_a_preset_gives_it_back(app, key):
    rules = PRESETS[key]
    typed = {name: str(value) for name, value in typed_from(rules).items() if not isinstance(value, bool | list)}
    amounts = ("floor", "ceiling", "step", "youth_up_to", "small_up_to", "middle_up_to")
    money = {name: f"{int(typed[name]) // 100},{int(typed[name]) % 100:02d}" for name in amounts}
    boxes = {name: "y" for name, value in rules.items() if value is True}
    with app.test_request_context(method="POST", data={**typed, **money, **boxes, "text": "# R"}):
        form = RulebookForm(meta={"csrf": False})
        assert form.validate(), form.errors
        assert {**form.rules(), "criteria": {}} == {**rules, "lot_seed": ""}
        assert "criteria" not in form.rules()  # they have a page of their own: the service keeps what stands there


@pytest.mark.parametrize("key", sorted(PRESETS))
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_preset_is_offered_with_its_sentence(app, key, lang):
    with app.test_request_context(), force_locale(lang):
        form = RoundForm(meta={"csrf": False})
        assert (key, programmes.PRESETS[key].name(lang)) in [(each.value, each.label) for each in form.preset.choices]
        assert form.sentences[key].startswith(programmes.PRESETS[key].sentence(lang))


@pytest.mark.parametrize("key", sorted(PRESETS))
def test_a_round_is_made_from_every_preset(app, staff, key):
    round_ = services.create_round(name=f"Essai {key}", year=2027, preset=key, envelope_cents=35_200_000, by=staff[0])
    db.session.commit()
    rules, text = services.rules_of(round_), text_of(round_.rulebooks[0].text)
    assert {**rules, "lot_seed": ""} == PRESETS[key]
    sentences = [text_of(said) for said in [*method_in_words(rules), *kept_for_some(rules, "EUR")]]
    assert [said for said in sentences if said not in text] == []
    check_rules(rules, 35_200_000)


def said_of(app, key, **changes):
    with app.test_request_context():
        rules = {**PRESETS[key], **changes}
        return text_of(" ".join(f"{what} : {how}." for what, how in rulebook_text.rules_in_words(rules, "EUR")))


def test_what_is_reserved_and_limited_is_said_on_the_page_of_the_round(app):
    assert "45 % vont aux projets de 5 000 € à 20 000 €." in said_of(app, "gers")
    assert "chacun a son enveloppe" in said_of(app, "landes")
    assert "Le premier projet de chaque canton" in said_of(app, "lot-et-garonne")
    assert "de 3 à 6 projets différents" in said_of(app, "dordogne")
    assert "Chaque canton a un lauréat au plus." in said_of(app, "meuse")
    assert "Chaque personne qui vote dispose de la même part" in said_of(app, "equal-shares")
    assert "Avant les autres" not in said_of(app, "free")
    assert "Part du budget" not in said_of(app, "free")
    assert "de 4 500 € à 20 000 €" in said_of(app, "pas-de-calais")


def test_every_rule_is_said_differently(app):
    with app.test_request_context():
        said = [method_in_words({**PRESETS["free"], **rule_of(answer, "cost")})[0] for answer in RULES]
    assert len(set(said)) == len(RULES)


@pytest.mark.parametrize("completion", ["none", "votes", "add1", "add1u", "phragmen"])
def test_every_completion_is_said(app, completion):
    with app.test_request_context():
        assert len(method_in_words({**PRESETS["equal-shares"], "completion": completion})) == 4


def test_rules_that_cannot_be_counted_are_refused(app):
    with app.test_request_context():
        with pytest.raises(Refused, match="se contredisent"):
            check_rules({**PAS_DE_CALAIS, "youth_percent": 60, "tranches": [[0, 60]]}, 1_000_000)
        with pytest.raises(Refused, match="se contredisent"):
            check_rules({**PAS_DE_CALAIS, "ceiling_cents": 0}, 1_000_000)


def test_an_imported_rule_is_read_in_the_words_of_a_rulebook():
    rules = programmes.PRESETS["meuse"].rules(1_000_000, CANDIDATES)
    assert counted(rules)["canton_winners"] == 1
    assert counted(replace(rules, seed="x"))["lot_seed"] == "x"


def test_the_rulebook_form_folds_what_few_change_and_opens_what_is_set(visit, staff, a_round):
    plain = a_round(PhaseKind.IDEAS)
    page = visit(f"/gestion/editions/{plain.public_id}/reglement", by=staff[0]).text
    assert page.count('<details class="disclosure" open>') == 0
    other = a_round(PhaseKind.IDEAS, name="Autre", rule="phragmen", youth_percent=10, canton_winners=1)
    page = visit(f"/gestion/editions/{other.public_id}/reglement", by=staff[0]).text
    assert page.count('<details class="disclosure" open>') == 2
    assert '<details class="choices__fold" open>' in page
