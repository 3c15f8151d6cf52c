"""Dossiers and receipts as PDF: pictures that are not blank, text that is read back, tags, and nothing fetched."""

import builtins
import contextlib
import re
import zlib

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from flask import render_template
from flask_babel import force_locale
from PIL import ImageFile

from app.core import pdf
from app.core.extensions import db
from app.rounds.models import PhaseKind
from app.submissions.queries import submissions_of
from app.submissions.services import submit_project

pytestmark = pytest.mark.one_database


@pytest.fixture
def project(people, a_round, a_project):
    return a_project(people("Amel"), a_round(PhaseKind.SUBMISSION))


def text_of(document):
    pages = [page.get_textpage().get_text_range() for page in document]
    return re.sub(r"\s+", " ", " ".join(pages).replace("\ufffe", ""))


def is_blank(page):
    return len(set(page.render(scale=0.5, grayscale=True).to_pil().get_flattened_data())) < 20


def test_recap_and_receipt_are_tagged_titled_and_readable(visit, project):
    amel = project.holder
    answer = visit(f"/projets/{project.public_id}/recapitulatif.pdf", by=amel, most_queries=16)
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("application/pdf", "no-store")
    document = pypdfium2.PdfDocument(answer.data)
    assert "Réponse : plan." in text_of(document) and "Réparer ensemble." in text_of(document)
    submit_project(project, by=amel)
    db.session.commit()
    received = submissions_of(project)[0]
    answer = visit(f"/projets/recu/{received.public_id}/accuse-de-reception.pdf", by=amel, most_queries=16)
    assert f"accuse-de-reception-{received.number}.pdf" in answer.headers["Content-Disposition"]
    document = pypdfium2.PdfDocument(answer.data)
    text = text_of(document)
    assert received.number in text and received.proposal.code in text and "Réponse : plan." in text
    assert "Reçu le" not in text and "a été reçu le" in text
    assert not any(is_blank(page) for page in document)
    assert not ImageFile.LOAD_TRUNCATED_IMAGES, "half a photo must stay refused (files/pictures.py)"
    assert pdfium.FPDFCatalog_IsTagged(document.raw)
    assert document.get_metadata_value("Title").startswith("Accusé de réception")
    outline = [mark.get_title() for mark in document.get_toc()]
    assert outline[0].startswith("Accusé de réception") and "Le besoin" in outline
    whole = unpacked(answer.data)
    assert b"pdfuaid:part" in whole and b"/Lang (fr)" in whole


def unpacked(content):
    """The bytes of a PDF with its compressed streams opened: what it says of itself can be searched."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.S)
    opened = []
    for stream in streams:
        with contextlib.suppress(zlib.error):
            opened.append(zlib.decompress(stream))
    return content + b"\n".join(opened)


def test_nothing_is_fetched_and_no_file_outside_ours_is_read(app, monkeypatch, tmp_path):
    """Whatever a template lets through, the drawing opens no connection and no other file."""
    import socket

    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>SECRET</text></svg>')
    opened = []
    monkeypatch.setattr(
        socket, "create_connection", lambda *args, **more: opened.append(args) or pytest.fail("network")
    )
    real = builtins.open
    monkeypatch.setattr(builtins, "open", lambda path, *a, **k: opened.append(str(path)) or real(path, *a, **k))
    page = f"""<html lang="fr"><head><title>x</title><link rel="stylesheet" href="http://exemple.fr/a.css"></head><body><h1>Titre</h1>
      <p>Le texte</p><img alt="a" src="http://exemple.fr/a.png"><img alt="b" src="{secret.as_uri()}"><img alt="c" src="file:///etc/passwd">
      <img alt="d" src="{app.static_folder}/../../config.py"></body></html>"""
    monkeypatch.setattr(pdf, "render_template", lambda *args, **more: page)
    with app.test_request_context(), force_locale("fr"):
        drawn = pdf.draw("x.html")
    assert "Le texte" in text_of(pypdfium2.PdfDocument(drawn)) and "SECRET" not in text_of(pypdfium2.PdfDocument(drawn))
    assert [
        each for each in opened if "passwd" in str(each) or "secret" in str(each) or "exemple.fr" in str(each)
    ] == []


def test_machine_without_pango_says_so_in_a_sentence(app, visit, project, monkeypatch):
    real = builtins.__import__

    def without(name, *args, **more):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    answer = visit(f"/projets/{project.public_id}/recapitulatif.pdf", by=project.holder, most_queries=16)
    assert answer.status_code == 503 and "Pango" in answer.text
    with app.test_request_context():
        assert render_template("pdf/base.html")
