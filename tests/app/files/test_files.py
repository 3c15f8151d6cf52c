"""Pictures and documents: what is taken, what is refused in a sentence, who sees them; rows and contents agree."""

import contextlib
import errno
import gc
import io
import pathlib
import time
import warnings
import zipfile
import zlib

import pytest
from PIL import Image

from app.accounts.models import Role
from app.core.errors import Refused
from app.core.extensions import db
from app.files import queries, services
from app.files.documents import read_document
from app.files.models import DOCUMENTS, SPACE_MAX, FileSpace, StoredFile
from app.files.store import FolderStore, store
from app.rounds.models import PhaseKind
from app.submissions.services import WHOLE, Reason, send_back, submit_project
from tests.app.files.sent import EICAR, a_pdf, a_photo, a_scanner, packed_objects, png_header

ALT = "Un four à pain devant l’église"


@pytest.fixture(autouse=True)
def collected():
    """The test client leaves to the collector the temporary file in which it writes a large request."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture(autouse=True)
def empty_store(app):
    """Contents of other tests are gone."""
    for name, _when in list(store().names()):
        store().delete(name)


@pytest.fixture
def idea(people, a_round, an_idea):
    """A pending idea of Amel."""
    return an_idea(people("Amel"), a_round(), "pending")


def kept() -> list[str]:
    return [name for name, _when in store().names()]


def send_photo(visit, idea, content, alt=ALT, name="IMG_0001.JPG", by=None):
    sent = {"picture": (io.BytesIO(content), name), "picture_alt": alt}
    return visit(f"/fichiers/idea/{idea.public_id}/photo", by=by or idea.author, method="POST", **sent)


def send_pdf(visit, project, content, name="devis.pdf", by=None):
    sent = {"document": (io.BytesIO(content), name)}
    return visit(f"/fichiers/project/{project.public_id}/documents", by=by or project.holder, method="POST", **sent)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_photo_is_kept_in_three_versions_and_shown(app, visit, idea, format_):
    assert send_photo(visit, idea, a_photo(format_)).status_code == 303
    file = queries.picture_of(idea)
    assert (file.width, file.height, file.alt) == (1200, 900, ALT)
    assert sorted(kept()) == sorted(services.contents_of(file))
    assert ALT in visit(f"/envies/{idea.public_id}", by=idea.author).text
    for version in ("480.webp", "1200.webp", "1200.jpg"):
        answer = visit(f"/fichiers/{file.public_id}/{version}", by=idea.author)
        with Image.open(io.BytesIO(answer.data)) as image:
            assert max(image.size) == int(version.split(".")[0])
    assert visit(f"/fichiers/{file.public_id}/original", by=idea.author).status_code == 404


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_nothing_hidden_in_a_photo_is_kept(app, visit, idea, format_):
    """ASVS 14.2.8: place, time, owner, comments, and what follows the picture."""
    photo = a_photo(format_, secret=b"Arras 50.29 N") + b"PK\x03\x04<script>hit()</script>"
    assert b"Arras 50.29 N" in photo
    send_photo(visit, idea, photo)
    for name in kept():
        with store().open(name) as content:
            data = content.read()
        assert not [bad for bad in (b"Arras", b"Exif", b"<script", b"PK\x03\x04", b"ICC_PROFILE") if bad in data]
        with Image.open(io.BytesIO(data)) as image:
            assert not image.getexif()


def test_a_photo_taken_sideways_stands_up(app, visit, idea):
    send_photo(visit, idea, a_photo("JPEG", orientation=6))
    file = queries.picture_of(idea)
    assert (file.width, file.height) == (900, 1200)


def test_of_a_moving_picture_the_first_one_is_kept(app, visit, idea):
    frames = [Image.new("RGB", (400, 300), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], duration=100, lossless=True)
    send_photo(visit, idea, out.getvalue())
    with store().open(queries.picture_of(idea).name + ".1200.jpg") as content, Image.open(content) as image:
        red, _green, blue = image.getpixel((10, 10))
    assert red > 200 > 50 > blue


ZIP = io.BytesIO()
with zipfile.ZipFile(ZIP, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("vide", b"\0" * 20_000_000)
NOT_PICTURES = {
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='hit()'/>",
    "html": b"<html><script>hit()</script></html>",
    "gif that is a script": b"GIF89a/*" + b"\0" * 50 + b"*/=1;hit()",
    "zip bomb": ZIP.getvalue(),
    "pdf": b"%PDF-1.7\n%%EOF",
    "empty": b"",
    "tiff": b"II*\0" + b"\0" * 40,
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0",
    "html before a photo": b"<html>" + a_photo("JPEG"),
    "cut": a_photo("JPEG")[:3000],
    "cut png": a_photo("PNG")[:3000],
    "header alone": b"\xff\xd8\xff",
    "webp of nothing": b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 8,
    "pixel flood": png_header(60_000, 60_000),
    "long strip": png_header(40_000, 300),
    "too small": a_photo("PNG", size=(50, 50)),
}


@pytest.mark.parametrize("name", NOT_PICTURES)
def test_what_is_no_photo_is_refused_and_words_stay(app, visit, idea, name):
    answer = send_photo(visit, idea, NOT_PICTURES[name], name="photo.jpg")
    assert answer.status_code == 422
    assert "une réponse est à reprendre" in answer.text.lower()
    assert ALT in answer.text
    assert "Choisissez de nouveau votre fichier" in answer.text
    assert kept() == []
    assert queries.picture_of(idea) is None


@pytest.mark.parametrize("name", ["pixel flood", "long strip"])
def test_too_many_pixels_are_told_as_such(app, visit, idea, name):
    assert "Cette image est trop grande" in send_photo(visit, idea, NOT_PICTURES[name], name="photo.png").text


def test_a_flood_of_pixels_takes_no_memory(app, visit, idea):
    import tracemalloc

    tracemalloc.start()
    send_photo(visit, idea, png_header(19_000, 19_000))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * 1024 * 1024


def test_a_photo_without_description_is_refused(app, visit, idea):
    answer = send_photo(visit, idea, a_photo("JPEG"), alt="  ")
    assert answer.status_code == 422
    assert "Décrivez l’image en une phrase" in answer.text
    assert kept() == []


def test_another_photo_replaces_the_first_whose_contents_go(app, visit, idea):
    send_photo(visit, idea, a_photo("JPEG"))
    first = queries.picture_of(idea).public_id
    send_photo(visit, idea, a_photo("PNG"), alt="Le même, ouvert")
    file = queries.picture_of(idea)
    assert file.public_id != first
    assert sorted(kept()) == sorted(services.contents_of(file))
    assert db.session.get(FileSpace, idea.author_id).used == file.size
    assert visit(f"/fichiers/{first}/480.webp", by=idea.author).status_code == 404
    assert visit(f"/fichiers/{file.public_id}/supprimer", by=idea.author, method="POST").status_code == 303
    assert kept() == []
    assert db.session.get(FileSpace, idea.author_id).used == 0


def test_an_idea_is_posted_with_its_photo_in_one_page(app, visit, people, a_round):
    a_round()
    amel = people("Amel")
    assert "Décrivez l’image" in visit("/envies/nouvelle", by=amel).text
    typed = {
        "title": "Un four",
        "body": "Cuire ensemble le samedi matin.",
        "theme": "patrimoine",
        "municipality": "Arras",
    }
    answer = visit(
        "/envies/nouvelle", by=amel, method="POST", **typed, picture=(io.BytesIO(b"<svg/>"), "a.jpg"), picture_alt=ALT
    )
    assert answer.status_code == 422
    assert "Cuire ensemble le samedi matin." in answer.text
    photo = (io.BytesIO(a_photo("JPEG")), "a.jpg")
    answer = visit("/envies/nouvelle", by=amel, method="POST", **typed, picture=photo, picture_alt=ALT)
    assert answer.status_code == 303
    assert len(kept()) == 3


def test_a_photo_is_seen_by_who_sees_its_idea_and_kept_by_caches_only_when_public(
    app, visit, people, idea, a_round, an_idea
):
    send_photo(visit, idea, a_photo("JPEG"))
    address = f"/fichiers/{queries.picture_of(idea).public_id}/480.webp"
    moderator = people("Odile", Role.MODERATOR)
    assert visit(address, by=idea.author).headers["Cache-Control"] == "no-store"
    assert visit(address, by=moderator).status_code == 200
    assert visit(address, by=people("Curieux")).status_code == 403
    assert visit(address).status_code in {303, 401, 403}
    from app.ideas.services import publish_idea

    publish_idea(idea, by=moderator)
    db.session.commit()
    shown = visit(address)
    assert shown.status_code == 200
    assert shown.headers["Cache-Control"] == "public, max-age=86400, immutable"
    assert "Set-Cookie" not in shown.headers
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in shown.headers["Content-Security-Policy"]


def test_the_photo_of_a_published_idea_does_not_change_but_its_author_may_remove_it(app, visit, people, idea):
    send_photo(visit, idea, a_photo("JPEG"))
    idea.status = "published"
    db.session.commit()
    file = queries.picture_of(idea)
    assert send_photo(visit, idea, a_photo("PNG")).status_code == 403
    assert visit(f"/fichiers/{file.public_id}/supprimer", by=people("Autre"), method="POST").status_code == 403
    assert visit(f"/fichiers/{file.public_id}/supprimer", by=idea.author, method="POST").status_code == 303
    assert kept() == []


# --- documents --------------------------------------------------------------------------------------------------


@pytest.fixture
def project(people, a_round, a_project):
    """A complete draft of Amel."""
    return a_project(people("Amel"), a_round(PhaseKind.SUBMISSION))


NOT_DOCUMENTS = {
    "word": b"PK\x03\x04" + b"\0" * 100,
    "html": b"<html>%PDF-1.4 %%EOF",
    "cut": a_pdf()[:-30],
    "script": a_pdf(b"<< /Type /Action /S /JavaScript /JS (app.alert(1)) >>"),
    "hidden script": a_pdf(b"<< /S /J#61vaScript >>"),
    "packed script": a_pdf(packed_objects(b"<< /S /JavaScript /JS (hit) >>")),
    "launch": a_pdf(b"<< /S /Launch /F (cmd.exe) >>"),
    "file inside": a_pdf(b"<< /Type /EmbeddedFile >>"),
    "locked": a_pdf(b"<< /Encrypt 4 0 R >>"),
    "empty": b"",
}


@pytest.mark.parametrize("name", NOT_DOCUMENTS)
def test_what_is_no_quiet_pdf_is_refused(app, visit, project, name):
    answer = send_pdf(visit, project, NOT_DOCUMENTS[name])
    assert answer.status_code == 422
    assert "PDF" in answer.text
    assert kept() == []


@pytest.mark.parametrize(
    "heavy",
    [
        b"stream\n" * 1_000_000,
        b"/ObjStm stream\n" * 500_000,
        b"/ObjStm stream\n" + zlib.compress(b"\0" * 10_000_000) + b"endstream" + b"/ObjStm stream\n" * 1000,
        packed_objects(b"/A " * 3_000_000) * 20,
        b"#4" * 4_000_000,
    ],
    ids=range(5),
)
def test_a_pdf_made_to_be_slow_is_read_in_a_moment(heavy):
    start = time.process_time()
    with contextlib.suppress(Refused):
        read_document(io.BytesIO(a_pdf(heavy)))
    assert time.process_time() - start < 5


def test_bytes_of_a_picture_inside_a_pdf_are_not_taken_for_orders(app, visit, project):
    assert send_pdf(visit, project, a_pdf(b"<< /Length 9 >>\nstream\n..../JS ../Launch\nendstream")).status_code == 303


@pytest.mark.parametrize(
    ("sent", "title"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\amel\\Devis été.PDF", "Devis été.pdf"),
        ('a"\r\nSet-Cookie: x=1.pdf', 'a" Set-Cookie: x=1.pdf'),
        ("facture\u202efdp.exe", "facture fdp.exe.pdf"),
        ("<img src=x onerror=hit()>.pdf", "<img src=x onerror=hit()>.pdf"),
        ("a" * 300 + ".pdf", "a" * 80 + ".pdf"),
        (".pdf", "Document.pdf"),
    ],
)
def test_a_document_is_an_attachment_with_a_clean_name(app, visit, project, sent, title):
    """RFC 6266: whatever it was called at home, and never our own name for it."""
    services.keep_document(project, io.BytesIO(a_pdf()), sent, by=project.holder)
    db.session.commit()
    (file,) = queries.documents_of(project)
    assert file.title == title
    answer = visit(f"/fichiers/{file.public_id}.pdf", by=project.holder, most_queries=16)
    said = answer.headers["Content-Disposition"]
    assert said.startswith("attachment; filename=")
    assert "\n" not in said and file.name not in said
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.data == a_pdf()


def test_documents_are_read_by_the_team_alone_and_frozen_with_the_dossier(app, visit, people, project):
    send_pdf(visit, project, a_pdf(), "statuts.pdf")
    send_pdf(visit, project, a_pdf(b"<< >>"), "devis.pdf")
    proposal = submit_project(project, by=project.holder)
    db.session.commit()
    frozen = queries.documents_of(proposal)
    assert [file.title for file in frozen] == ["statuts.pdf", "devis.pdf"]
    stranger, staff = people("Curieux"), people("Odile", Role.STAFF)
    for file in (*frozen, *queries.documents_of(project)):
        assert visit(f"/fichiers/{file.public_id}.pdf", by=stranger, most_queries=16).status_code == 403
        assert visit(f"/fichiers/{file.public_id}.pdf").status_code in {303, 401, 403}
        assert visit(f"/fichiers/{file.public_id}.pdf", by=staff, most_queries=16).status_code == 200
        assert visit(f"/fichiers/{file.public_id}/supprimer", by=stranger, method="POST").status_code == 403
        assert visit(f"/fichiers/{file.public_id}/supprimer", by=project.holder, method="POST").status_code == 403
    send_back(proposal, [Reason(WHOLE, "", "Il manque le budget.")], by=staff)
    db.session.commit()
    gone = queries.documents_of(project)[0]
    assert visit(f"/fichiers/{gone.public_id}/supprimer", by=project.holder, method="POST").status_code == 303
    assert visit(f"/fichiers/{frozen[0].public_id}.pdf", by=staff, most_queries=16).data == a_pdf()


def test_a_stranger_adds_nothing_to_a_dossier(app, visit, people, project):
    assert send_pdf(visit, project, a_pdf(), by=people("Curieux")).status_code == 403
    assert visit(f"/fichiers/person/{project.holder.public_id}/documents", by=project.holder).status_code == 404
    assert visit(f"/fichiers/idea/{project.public_id}/documents", by=project.holder).status_code == 404


# --- limits, agreement, antivirus ---------------------------------------------------------------------------------


def test_one_document_too_many_is_refused(app, visit, project):
    for number in range(DOCUMENTS):
        assert send_pdf(visit, project, a_pdf(), f"{number}.pdf").status_code == 303
    answer = send_pdf(visit, project, a_pdf(), "de-trop.pdf")
    assert answer.status_code == 422
    assert f"a déjà {DOCUMENTS} documents" in answer.text
    assert len(kept()) == DOCUMENTS


def test_the_database_itself_holds_the_quota(app, visit, project):
    db.session.add(FileSpace(person_id=project.holder_id, used=SPACE_MAX - 10))
    db.session.commit()
    answer = send_pdf(visit, project, a_pdf())
    assert answer.status_code == 422
    assert "100 Mo" in answer.text
    assert db.session.get(FileSpace, project.holder_id).used == SPACE_MAX - 10
    assert kept() == []


def test_too_heavy_a_file_is_said_at_its_place_and_too_heavy_a_request_on_a_page(app, visit, project):
    heavy = a_pdf() + b"\0" * (11 * 1024 * 1024)
    assert "10 Mo au plus" in send_pdf(visit, project, heavy).text
    answer = send_pdf(visit, project, a_pdf() + b"\0" * (16 * 1024 * 1024))
    assert answer.status_code == 413
    assert kept() == []


def test_a_full_disk_is_a_sentence_and_leaves_nothing(app, visit, idea, monkeypatch):
    import os

    def full(_number):
        if len(list(pathlib.Path(app.config["SETTINGS"].FILES_DIR).glob("??/*"))) > 1:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    answer = send_photo(visit, idea, a_photo("JPEG"))
    assert answer.status_code == 422
    assert "plus de place" in answer.text
    assert kept() == []
    assert queries.picture_of(idea) is None


def test_what_is_undone_in_the_database_is_undone_in_the_store(app, idea):
    services.keep_picture(idea, io.BytesIO(a_photo("JPEG")), ALT, by=idea.author)
    assert len(kept()) == 3
    db.session.rollback()
    assert kept() == []


def test_check_and_sweep_find_what_does_not_agree(app, visit, idea, monkeypatch):
    send_photo(visit, idea, a_photo("JPEG"))
    run = app.test_cli_runner().invoke
    assert run(args=["files", "check"]).exit_code == 0
    store().put("0" * 32 + ".pdf", b"orphan")
    monkeypatch.setattr("app.files.cli.GRACE", -10)
    assert "1 content(s) removed" in run(args=["files", "sweep"]).output
    assert len(kept()) == 3
    file = db.session.query(StoredFile).one()
    store().put(f"{file.name}.480.webp", b"changed")
    assert run(args=["files", "check"]).exit_code == 1


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "a" * 32 + "/..", "A" * 32, "a" * 31, "a" * 32 + "\0"])
def test_the_store_knows_its_own_names_only(tmp_path, name):
    with pytest.raises(ValueError, match="no name"):
        FolderStore(tmp_path).path(name)


def test_an_infected_file_is_refused_and_a_silent_scanner_too(app, visit, project, monkeypatch):
    """A server that speaks clamd's INSTREAM and knows EICAR alone; tried with clamd 1.0 by hand as well."""
    from dataclasses import replace

    settings = app.config["SETTINGS"]
    with a_scanner() as port:
        app.config["SETTINGS"] = replace(settings, CLAMAV_URL=f"tcp://127.0.0.1:{port}")
        assert "refuse ce fichier" in send_pdf(visit, project, a_pdf(EICAR)).text
        assert kept() == []
        assert send_pdf(visit, project, a_pdf()).status_code == 303
    answer = send_pdf(visit, project, a_pdf())
    app.config["SETTINGS"] = settings
    assert answer.status_code == 422
    assert "L’antivirus ne répond pas" in answer.text
