"""Every save of a step is a version; people who write at once keep their texts."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.errors import Refused
from app.core.extensions import db
from app.projects import history, queries, services
from app.projects.models import Project, StepVersion
from app.projects.status import ProjectStatus
from tests.races import at_once


@pytest.fixture
def desk(people, a_round, a_project, join):
    """A project of Amel's, whose team Bruno is in, with its first step."""
    amel, bruno = people("Amel"), people("Bruno")
    project = a_project(amel, a_round(), complete=False)
    join(project, bruno)
    return project, queries.steps_of(project.round)[0], amel, bruno


def versions(project, step):
    return db.session.scalars(history.versions_of(project, step)).unique().all()


def texts(project, step):
    return [version.texts[str(step.fields[0].id)] for version in versions(project, step)]


def save(desk, text, by, seen, **more):
    project, step, *_ = desk
    saved = services.answer_step(project, step, {"need": text}, by=by, seen=seen, **more)
    db.session.commit()
    return saved


def current(desk):
    return queries.answers_by_key(desk[0], [desk[1]])["need"]


def test_each_save_is_a_version(desk):
    _project, _step, amel, bruno = desk
    first = save(desk, "Des vélos dorment.", amel, 0)
    second = save(desk, "Des vélos dorment. Cent.", bruno, first.head.number)
    assert [v.author for v in versions(*desk[:2])] == [bruno, amel]
    assert (second.outcome, current(desk)) == ("saved", "Des vélos dorment. Cent.")
    assert save(desk, "Des vélos dorment. Cent.", bruno, second.head.number).outcome == "same"
    assert len(versions(*desk[:2])) == 2


def test_autosaves_of_one_sitting_are_one_version(desk, monkeypatch):
    _project, _step, amel, _bruno = desk
    seen = 0
    for text in ("Des", "Des vélos", "Des vélos dorment."):
        seen = save(desk, text, amel, seen, page="p1", auto=True).head.number
    save(desk, "Des vélos dorment. Fin.", amel, seen, page="p1")
    assert texts(*desk[:2]) == ["Des vélos dorment. Fin."]
    later = clock.now() + timedelta(minutes=11)
    save(desk, "Des vélos dorment. Fin. Suite", amel, versions(*desk[:2])[0].number, page="p2", auto=True)
    monkeypatch.setattr(clock, "now", lambda: later)
    save(desk, "Des vélos dorment. Fin. Suite et fin.", amel, versions(*desk[:2])[0].number, page="p2", auto=True)
    assert len(versions(*desk[:2])) == 3


def test_text_wiped_while_typing_stays_in_a_version(desk):
    _project, _step, amel, _bruno = desk
    long = "Un texte écrit avec soin, phrase après phrase. " * 4
    seen = save(desk, long, amel, 0, page="p1", auto=True).head.number
    save(desk, "", amel, seen, page="p1", auto=True)
    assert long.strip() in {v.texts.get(str(desk[1].fields[0].id)) for v in versions(*desk[:2])}


def test_texts_that_do_not_meet_are_joined(desk):
    _project, _step, amel, bruno = desk
    seen = save(desk, "Un. Deux. Trois.", amel, 0).head.number
    save(desk, "Un, dit Amel. Deux. Trois.", amel, seen)
    saved = save(desk, "Un. Deux. Trois, dit Bruno.", bruno, seen)
    assert (saved.outcome, current(desk)) == ("merged", "Un, dit Amel. Deux. Trois, dit Bruno.")
    assert versions(*desk[:2])[0].kind == "merged"


def test_texts_that_clash_are_both_kept_and_the_second_writer_is_told(desk):
    _project, _step, amel, bruno = desk
    save(desk, "Le texte d’Amel.", amel, 0)
    saved = save(desk, "Le texte de Bruno.", bruno, 0)
    assert (saved.outcome, current(desk)) == ("aside", "Le texte d’Amel.")
    assert saved.merges["need"].text == "Le texte d’Amel.\n\nLe texte de Bruno."
    assert set(texts(*desk[:2])) == {"Le texte d’Amel.", "Le texte de Bruno."}
    assert [v.author for v in history.present(*desk[:2]).waiting] == [bruno]
    save(desk, "Les deux textes.", bruno, saved.head.number)
    assert history.present(*desk[:2]).waiting == []


def test_autosave_never_changes_what_a_colleague_wrote_meanwhile(desk):
    _project, _step, amel, bruno = desk
    save(desk, "Amel écrit.", amel, 0)
    for text in ("Bruno", "Bruno écrit aussi."):
        assert save(desk, text, bruno, 0, page="b", auto=True).outcome == "aside"
    assert current(desk) == "Amel écrit." and set(texts(*desk[:2])) == {"Amel écrit.", "Bruno écrit aussi."}


def test_page_is_no_stranger_to_its_own_autosaves(desk):
    _project, _step, amel, _bruno = desk
    save(desk, "Un début", amel, 0, page="p1", auto=True)
    assert save(desk, "Une autre fin", amel, 0, page="p1").outcome == "saved"  # sent before the autosave came back
    assert current(desk) == "Une autre fin"


def test_restored_version_becomes_current_and_loses_nothing(desk):
    project, _step, amel, bruno = desk
    first = save(desk, "Premier.", amel, 0).head
    save(desk, "Second.", bruno, first.number)
    services.restore_version(first, project, by=bruno)
    db.session.commit()
    assert current(desk) == "Premier." and texts(*desk[:2]) == ["Premier.", "Second.", "Premier."]
    with pytest.raises(Refused, match="déjà le texte actuel"):
        services.restore_version(first, project, by=bruno)


def test_submitted_dossier_takes_no_save(desk):
    project, step, amel, _bruno = desk
    project.status = ProjectStatus.SUBMITTED
    db.session.commit()
    with pytest.raises(Refused, match="ne change plus"):
        services.answer_step(project, step, {"need": "Trop tard."}, by=amel)


def test_thirty_savers_at_once_lose_no_text_and_each_is_told(app, desk):
    project, step, amel, _bruno = desk
    project_id, step_id, amel_id = project.id, step.id, amel.id
    db.session.commit()
    told = []

    def writer(number):
        def deed(wait):
            wait()  # before the first read: thirty of them want more connections than the pool lends at once
            mine = db.session.get(Project, project_id)
            part = next(s for s in queries.steps_of(mine.round) if s.id == step_id)
            author = mine.holder
            told.append(
                services.answer_step(mine, part, {"need": f"Texte {number}."}, by=author, seen=0, page=f"p{number}")
            )

        return deed

    assert at_once(app, *(writer(number) for number in range(30)), seconds=60) == ["done"] * 30
    kept = db.session.scalars(select(StepVersion).where(StepVersion.author_id == amel_id)).all()
    assert {text for v in kept for text in v.texts.values()} == {f"Texte {number}." for number in range(30)}
    assert sorted(saved.outcome for saved in told) == ["aside"] * 29 + ["saved"]
    assert len({v.number for v in kept}) == 30


# --- pages ------------------------------------------------------------------------------------------------------


def fields_of(page):
    return {name: unescape(value) for name, value in re.findall(r'name="(seen|page)"[^>]*value="([^"]*)"', page.text)}


def test_two_people_at_one_step_see_both_texts(visit, desk):
    project, _step, amel, bruno = desk
    address = f"/projets/{project.public_id}/etapes/need"
    hers, his = fields_of(visit(address, by=amel)), fields_of(visit(address, by=bruno))
    assert visit(address, by=amel, method="POST", need="Le plus rapide.", **hers).status_code == 303
    page = visit(address, by=bruno, method="POST", need="Le plus lent.", **his)
    assert page.status_code == 409
    text = unescape(page.text)
    assert "Amel a écrit en même temps que vous" in text and "Le plus rapide.\n\nLe plus lent." in text
    again = visit(address, by=bruno, method="POST", need="Rapide et lent.", **fields_of(page))
    assert again.status_code == 303 and current(desk) == "Rapide et lent."


def test_autosave_answers_with_one_line_and_the_new_version(visit, desk):
    project, _step, amel, bruno = desk
    address = f"/projets/{project.public_id}/etapes/need"
    given = fields_of(visit(address, by=amel))
    line = visit(address + "/brouillon", by=amel, method="POST", htmx=True, need="Des vélos", **given)
    assert "Enregistré." in line.text and 'hx-swap-oob="true"' in line.text and "<html" not in line.text
    refused = visit(address + "/brouillon", by=amel, method="POST", htmx=True, need="x" * 4001, **given)
    assert refused.status_code == 200 and "Pas encore enregistré" in refused.text
    line = visit(address + "/brouillon", by=bruno, method="POST", htmx=True, need="Bruno", seen=0, page="b")
    assert "Amel écrit en même temps" in line.text
    assert "attend à côté" in visit(address, by=amel).text
    for number in range(3):
        visit(
            f"{address}/brouillon",
            by=bruno,
            method="POST",
            htmx=True,
            need=f"Texte {number}",
            seen=0,
            page=f"c{number}",
        )
    page = visit(address, by=amel).text
    assert page.count("attendent à côté") == 1 and "4 textes" in page  # one folded notice


def test_ones_own_other_window_is_no_other_person(desk):
    _project, _step, amel, bruno = desk
    first = save(desk, "Des vélos dorment.\n\nIl y en a cent.", amel, 0).head.number
    save(desk, "Cent vélos dorment.\n\nIl y en a cent.", amel, first)
    met = save(desk, "Des vélos dorment.\n\nIl y en a deux cents.", amel, first)
    assert met.own and met.outcome in {"merged", "aside"}
    met = save(desk, "Des vélos dorment.\n\nIl y en a cent.\n\nIci.", bruno, first)
    assert not met.own and met.outcome in {"merged", "aside"}


def test_versions_are_read_by_the_team_and_restored(visit, people, desk):
    project, _step, amel, bruno = desk
    first = save(desk, "Le samedi à Lens.", amel, 0).head
    save(desk, "Le dimanche à Lens.", bruno, first.number)
    address = f"/projets/{project.public_id}/etapes/need/versions"
    listed = visit(address, by=bruno)
    assert "Amel" in listed.text and "Bruno" in listed.text and "texte actuel" in listed.text
    page = visit(f"{address}/2", by=bruno)
    assert re.search(r"<del.*samedi.*</del>.*<ins.*dimanche.*</ins>", page.text, re.S)
    assert visit(f"{address}/1?avec=actuelle", by=bruno).status_code == 200
    assert visit(f"{address}/99", by=bruno).status_code == 404
    assert visit(address, by=people("Chloé")).status_code == 403
    assert visit(f"{address}/1/reprendre", by=bruno, method="POST").status_code == 303
    assert current(desk) == "Le samedi à Lens."
    assert visit(f"{address}/1/reprendre", by=bruno, method="POST").status_code == 409


def test_step_page_asks_few_queries_however_many_versions(visit, desk):
    project, step, amel, _bruno = desk
    db.session.add_all(
        StepVersion(
            project_id=project.id, step_id=step.id, number=n, author_id=amel.id, texts={"1": "x" * 500}, kind="saved"
        )
        for n in range(1, 61)
    )
    db.session.commit()
    assert visit(f"/projets/{project.public_id}/etapes/need", by=amel, most_queries=12).status_code == 200
    listed = visit(f"/projets/{project.public_id}/etapes/need/versions?page=2", by=amel, most_queries=12)
    assert listed.text.count("timeline__item") == 20
    assert db.session.scalar(select(func.count(StepVersion.id))) == 60


def test_word_document_pasted_is_kept_as_a_clean_text(visit, desk):
    project, _step, amel, _bruno = desk
    pasted = "Notre besoin\x0b•\tdes vélos\r\n\uf0b7\tdes ou\u00adtils\r\n\r\n\r\n\r\nFin"
    visit(f"/projets/{project.public_id}/etapes/need", by=amel, method="POST", need=pasted)
    assert current(desk) == "Notre besoin\n- des vélos\n- des outils\n\nFin"


def test_hints_for_plain_language_never_refuse(visit, desk):
    project, _step, amel, _bruno = desk
    address = f"/projets/{project.public_id}/etapes/pitch"
    text = "Afin de mutualiser, les outils sont prêtés par nous."
    assert visit(address, by=amel, method="POST", pitch="Venez.", plain_summary=text).status_code == 303
    page = unescape(visit(address, by=amel).text)
    assert "dites plutôt « pour »" in page.replace("\u00a0", " ").replace("\u202f", " ")
