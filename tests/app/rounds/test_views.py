"""The pages of rounds, for everybody and for staff."""

import pytest

from app.accounts.models import Role
from app.core.extensions import db
from app.rounds import queries, services
from app.rounds.forms import typed_from
from app.rounds.models import PhaseKind, Round
from app.rounds.presets import dates_of
from app.rounds.status import PhaseStatus


@pytest.fixture
def staff(people):
    return people("Stella", Role.STAFF), people("Sami", Role.STAFF)


def text_of(answer):
    return answer.text.replace("\u00a0", " ").replace("\u202f", " ")


def typed(year=2027, **changes):
    dates = {
        f"{kind}_{end}": day.isoformat()
        for kind, days in dates_of(year).items()
        for end, day in zip(("first", "last"), days, strict=True)
    }
    return dates | {"name": "Budget 2027", "year": year, "preset": "pas-de-calais", "envelope": "352 000 €"} | changes


def test_public_pages_answer_when_a_round_is_published(visit, a_round):
    round_ = a_round(PhaseKind.VOTE)

    pages = [visit(f"/editions/{path}") for path in ("", round_.public_id, f"{round_.public_id}/reglement")]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert "exactement 3 projets différents" in text_of(pages[1])
    assert visit(f"/editions/{round_.public_id}/reglement?version=7").status_code == 404


def test_the_form_shows_the_dates_of_the_year_when_opened(visit, staff):
    page = visit("/gestion/editions/nouvelle?year=2030", by=staff[0])

    assert page.status_code == 200
    assert 'value="2030-09-30"' in page.text


def test_the_door_is_closed_when_a_citizen_comes(visit, people):
    assert visit("/gestion/editions/", by=people("Citoyenne")).status_code == 403
    assert visit("/gestion/editions/").status_code == 303


def test_a_round_is_made_edited_and_published_when_staff_type_it(visit, staff):
    made = visit("/gestion/editions/nouvelle", by=staff[0], method="POST", **typed())
    round_ = db.session.query(Round).one()
    assert made.headers["Location"] == f"/gestion/editions/{round_.public_id}"
    assert queries.envelope_cents(round_) == 35_200_000
    assert visit(f"/editions/{round_.public_id}").status_code == 303  # a draft: sign in first

    at = f"/gestion/editions/{round_.public_id}"
    assert visit(f"{at}/modifier", by=staff[0]).status_code == 200
    edited = visit(f"{at}/modifier", by=staff[0], method="POST", version=round_.version, **typed(envelope="99,50"))
    assert (edited.status_code, queries.envelope_cents(round_)) == (303, 9950)
    assert visit(at, by=staff[0]).status_code == 200
    assert visit(f"{at}/publier", by=staff[0], method="POST").status_code == 303
    assert visit(at, by=staff[0]).status_code == 200
    assert visit(f"{at}/modifier", by=staff[0]).status_code == 403


def test_what_was_typed_stays_when_the_amount_is_wrong(visit, staff):
    page = visit("/gestion/editions/nouvelle", by=staff[0], method="POST", **typed(envelope="beaucoup"))

    assert page.status_code == 422
    assert 'value="beaucoup"' in page.text
    assert "Écrivez un montant en euros" in page.text


def test_the_second_writer_is_told_when_the_form_is_stale(visit, staff):
    visit("/gestion/editions/nouvelle", by=staff[0], method="POST", **typed())
    round_ = db.session.query(Round).one()
    at, version = f"/gestion/editions/{round_.public_id}/modifier", round_.version
    visit(at, by=staff[0], method="POST", version=version, **typed(envelope="1000"))

    late = visit(at, by=staff[1], method="POST", version=version, **typed(envelope="2000"))

    assert (late.status_code, queries.envelope_cents(round_)) == (422, 100_000)
    assert "Quelqu’un a modifié cette page" in late.text


def rulebook_typed(round_, **changes):
    rules = queries.rules_being_written(round_)
    book = queries.draft_of(round_) or round_.rulebook
    unsent = {"lot_seed", "comptoir_required", "first_of_each_canton", "canton_shares", "tranches"}
    data = {k: v for k, v in typed_from(rules).items() if not k.endswith("_cents") and k not in unsent}
    money = {"floor": "4500", "ceiling": "20 000", "step": "100"}
    return data | money | {"text": book.text, "version": book.version, "number": book.number} | changes


def test_a_version_is_published_when_staff_write_it(visit, staff, a_round):
    round_ = a_round(PhaseKind.IDEAS)
    at = f"/gestion/editions/{round_.public_id}/reglement"

    page = visit(at, by=staff[0])
    kept = visit(at, by=staff[0], method="POST", draft="1", **rulebook_typed(round_, min_age=12))
    assert (page.status_code, kept.status_code, round_.rulebook.number) == (200, 303, 1)
    done = visit(at, by=staff[0], method="POST", **rulebook_typed(round_, min_age=13))

    assert (done.status_code, round_.rulebook.number, round_.rulebook.rules["min_age"]) == (303, 2, 13)
    assert visit(f"/editions/{round_.public_id}/reglement?version=1").status_code == 200


def test_what_was_typed_stays_when_the_vote_has_frozen_the_rules(visit, staff, a_round):
    round_ = a_round(PhaseKind.VOTE)

    page = visit(
        f"/gestion/editions/{round_.public_id}/reglement",
        by=staff[0],
        method="POST",
        **rulebook_typed(round_, min_age=17),
    )

    assert page.status_code == 422
    assert "le règlement est figé" in text_of(page)
    assert 'value="17"' in page.text


def test_floor_above_ceiling_is_shown_when_typed(visit, staff, a_round):
    round_ = a_round(PhaseKind.IDEAS)

    page = visit(
        f"/gestion/editions/{round_.public_id}/reglement",
        by=staff[0],
        method="POST",
        **rulebook_typed(round_, floor="30 000"),
    )

    assert (page.status_code, "plus haut que le plafond" in page.text) == (422, True)


def test_two_people_close_when_each_does_one_half(visit, staff, a_round):
    round_ = a_round(PhaseKind.VOTE)
    vote = round_.phase(PhaseKind.VOTE)
    at = f"/gestion/editions/phases/{vote.public_id}"

    assert visit(f"{at}/cloturer", by=staff[0]).status_code == 200
    assert visit(f"{at}/cloturer", by=staff[0], method="POST", reason="").status_code == 303
    assert visit(f"/gestion/editions/{round_.public_id}", by=staff[0]).status_code == 200
    alone = visit(f"{at}/confirmer", by=staff[0], method="POST")
    assert (alone.status_code, "une autre personne" in alone.text) == (403, True)
    assert visit(f"{at}/maintenir", by=staff[1], method="POST").status_code == 303
    visit(f"{at}/cloturer", by=staff[1], method="POST", reason="Une panne du site.")
    read = text_of(visit(f"{at}/confirmer", by=staff[0]))
    assert [word in read for word in (staff[1].name, "Une panne du site.", "Bulletins dans l’urne")] == [True] * 3
    assert "Plus aucun bulletin n’entre" in read
    assert vote.status == "closing"
    assert visit(f"{at}/confirmer", by=staff[0], method="POST").status_code == 303
    assert vote.status == "closed"
    again = visit(f"{at}/cloturer", by=staff[0], method="POST", reason="Encore")
    assert (again.status_code, "Ce n’est plus possible" in text_of(again)) == (422, True)


def test_a_phase_opens_and_moves_when_staff_say_so(visit, staff, a_round):
    round_ = a_round(PhaseKind.VOTE)
    count = round_.phase(PhaseKind.COUNT)
    at = f"/gestion/editions/phases/{count.public_id}"

    assert visit(f"{at}/dates", by=staff[0]).status_code == 200
    wrong = visit(f"{at}/dates", by=staff[0], method="POST", first="2020-01-02", last="2020-01-01", reason="x")
    assert (wrong.status_code, "finit avant de commencer" in text_of(wrong)) == (422, True)
    early = visit(f"{at}/ouvrir", by=staff[0], method="POST")
    assert (early.status_code, "faites d’abord clore « Vote »" in text_of(early)) == (422, True)
    follow_up = round_.phase(PhaseKind.FOLLOW_UP)
    at = f"/gestion/editions/phases/{follow_up.public_id}"
    assert visit(f"{at}/ouvrir", by=staff[0], method="POST").status_code == 303
    assert follow_up.status == "open"


def test_opening_the_vote_asks_once_more_when_staff_click(visit, staff, a_round):
    round_ = a_round(PhaseKind.CONTESTATION)
    at = f"/gestion/editions/phases/{round_.phase(PhaseKind.VOTE).public_id}/ouvrir"

    assert f'href="{at}"' in visit(f"/gestion/editions/{round_.public_id}", by=staff[0]).text
    assert "La version 1 du règlement fera foi" in text_of(visit(at, by=staff[0]))
    assert visit(at, by=staff[0], method="POST").status_code == 303
    assert round_.phase(PhaseKind.VOTE).rulebook_id == round_.rulebook.id


def test_a_round_is_archived_when_staff_say_so(visit, staff, a_round):
    round_ = a_round(PhaseKind.RESULTS)
    round_.phase(PhaseKind.RESULTS).status = PhaseStatus.CLOSED
    at = f"/gestion/editions/{round_.public_id}"

    assert "Archiver l’édition" in visit(at, by=staff[0]).text
    assert visit(f"{at}/archiver", by=staff[0], method="POST").status_code == 303
    assert "Archivée" in visit("/editions/").text
    assert "Archiver l’édition" not in visit(at, by=staff[0]).text


@pytest.mark.parametrize(("year", "shown"), [("-1", 2000), ("99999", 2100), ("x", None), ("2031", 2031)])
def test_the_form_opens_when_the_year_of_the_address_is_odd(visit, staff, year, shown):
    page = visit(f"/gestion/editions/nouvelle?year={year}", by=staff[0])

    assert page.status_code == 200
    assert shown is None or f'value="{shown}-09-30"' in page.text


def test_another_year_than_that_of_the_vote_is_refused_when_typed(visit, staff):
    page = visit("/gestion/editions/nouvelle", by=staff[0], method="POST", **(typed(2027) | {"year": 2028}))

    assert page.status_code == 422
    assert "Le vote commence en 2027 et l’édition est celle de 2028" in text_of(page)
    assert 'href="/gestion/editions/nouvelle?year=2028"' in page.text


def test_rounds_are_listed_when_the_command_asks(app, a_round):
    round_ = a_round()

    answer = app.test_cli_runner().invoke(args=["rounds", "list"])

    assert (answer.exit_code, answer.output.split()[0]) == (0, round_.public_id)
    assert services.rules_of(round_)["choices"] == 3
