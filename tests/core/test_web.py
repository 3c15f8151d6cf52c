"""What a refused form and an unknown address look like."""


def test_an_unknown_address_says_so_in_french(app, visit):
    answer = visit("/nulle-part")
    assert answer.status_code == 404
    assert "Cette page n’existe pas" in answer.text


def test_a_form_without_token_keeps_what_was_typed(app):
    answer = app.test_client().post("/compte/connexion", data={"email": "amel@exemple.fr", "password": "secret"})
    assert answer.status_code == 400
    assert "amel@exemple.fr" in answer.text
    assert "secret" not in answer.text


def test_the_site_speaks_english_when_asked(app, visit):
    assert '<html lang="fr"' in visit("/").text
    answer = visit("/langue/en")
    assert answer.status_code == 303
    assert '<html lang="en"' in visit("/").text


def test_a_nul_byte_is_refused_before_anything_reads_it(app):
    client = app.test_client()
    assert [
        client.get(path).status_code for path in ("/envies/?q=%00", "/envies/%00", "/compte/connexion?next=%00")
    ] == [400] * 3
    assert client.post("/compte/connexion", data={"email": "a\0b"}).status_code == 400
    sent = {"need": "Un four\0 à pain", "seen": "0", "page": "DlJkB8s", "then": "next"}
    page = client.post("/compte/connexion", data=sent).text
    assert "à pain" in page  # what a person typed, and nothing that its page hid
    assert "DlJkB8s" not in page and page.count("error-page__typed") == 1
