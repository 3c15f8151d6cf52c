import re


def test_options_are_at_most_twelve_when_one_types(visit):
    page = visit("/communes?municipality=saint", htmx=True)
    assert len(re.findall("<option", page.text)) == 12
    assert visit("/communes?q=arr", htmx=True).text.split("\n")[0] == '<option value="Arras (62000)"></option>'


def test_options_begin_with_the_postal_code_when_digits_are_typed(visit):
    assert "Calais (62100)" in visit("/communes?q=6210", htmx=True).text


def test_options_are_none_when_nothing_matches(visit):
    assert visit("/communes?q=zzz", htmx=True).text.strip() == ""
    assert visit("/communes", htmx=True).text.strip() == ""


def test_longer_names_are_offered_when_the_whole_name_is_one_too(visit):
    page = visit("/communes?q=saint-omer", htmx=True).text
    assert "Saint-Omer (62500)" in page
    assert "Saint-Omer-Capelle" in page


def test_page_shows_the_commune_when_there_is_no_javascript(visit):
    page = visit("/communes?q=arras").text
    assert "62000" in page
    assert "Aucune commune" in visit("/communes?q=zzz").text
