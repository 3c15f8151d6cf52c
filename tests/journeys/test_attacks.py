"""Every attack of our collection, typed everywhere people type, shown in Chromium: nothing of it runs.

With the policy of contents on, nothing is even tried (no violation is reported); with the policy taken away, nothing
runs either: the cleaning is enough alone. The page is read too: no handler, no script, no frame that is not ours.
"""

import threading
from urllib.parse import quote

import pytest
from werkzeug.serving import make_server

from app.accounts.models import Person
from app.core.extensions import db
from app.files.models import FileKind, StoredFile
from app.files.store import new_name
from app.ideas.models import Idea
from app.ideas.status import IdeaStatus
from app.projects.models import Project, Proposal
from app.projects.status import ProposalStatus
from app.rounds.models import PhaseKind
from app.rounds.themes import Theme
from tests.attacks import VECTORS

pytestmark = [pytest.mark.one_database, pytest.mark.slow]
WATCH = """
window.seen = [];
window.hit = () => { window.seen.push("it ran"); };
window.alert = window.confirm = window.prompt = window.print = window.hit;
document.addEventListener("securitypolicyviolation", (e) => window.seen.push(e.violatedDirective + e.blockedURI));
"""
READ = """() => {
  const bad = [...window.seen];
  const active = "iframe, frame, object, embed, applet, base, meta[http-equiv], style, math, link[rel=import]";
  for (const one of document.querySelectorAll(active)) bad.push(one.outerHTML.slice(0, 200));
  for (const one of document.scripts) if (!one.src.startsWith(location.origin + "/static/")) bad.push(one.outerHTML);
  for (const one of document.querySelectorAll("*")) for (const {name, value} of one.attributes) {
    const leads = ["href", "src", "action", "formaction", "data", "xlink:href", "srcset", "poster"].includes(name);
    const acts = leads && /^[\\x00-\\x20]*(javascript|data|vbscript):/i.test(value);
    if (acts || /^(on|style$|srcdoc$|hx-on|data-hx)/i.test(name))
      bad.push(`<${one.localName} ${name}="${value}">`.slice(0, 200));
  }
  return bad;
}"""


@pytest.fixture
def bare_site(app):
    """The same site whose answers lost their policy of contents on the way."""

    def without_policy(environ, start_response):
        def start(status, headers, *more):
            return start_response(status, [(n, v) for n, v in headers if "security-policy" not in n.lower()], *more)

        return app.wsgi_app(environ, start)

    server = make_server("127.0.0.1", 0, without_policy, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def looked_at(page, address) -> list[str]:
    """What was wrong with one page."""
    page.goto(address, wait_until="load")
    return page.evaluate(READ)


def watched(page):
    """The page with the watcher in it, before any script."""
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.add_init_script(WATCH)
    return page


def an_author(number, vector) -> Person:
    person = Person(name=vector[:60].replace("\0", ""), email=f"p{number}@exemple.fr")
    db.session.add(person)
    return person


@pytest.fixture
def attacked_ideas(app, a_round):
    """An envie per attack: in its title, its text, its author's name and the description of its photo.

    Written past the forms, which refuse some of them: what is shown has to be safe whatever was let in.
    """
    round_ = a_round()
    addresses = []
    for number, vector in enumerate(VECTORS):
        body = f"Voici ce que je propose.\n\n{vector}\n\nEt voilà."
        author = an_author(number, vector)
        idea = Idea(round=round_, author=author, title=vector[:80], body=body, theme=Theme.HERITAGE)
        idea.municipality_code, idea.status = "62041", IdeaStatus.PUBLISHED
        db.session.add(idea)
        db.session.flush()
        picture = {
            "kind": FileKind.PICTURE,
            "place": 1,
            "name": new_name(),
            "size": 1,
            "sha256": "",
            "alt": vector[:250],
        }
        db.session.add(StoredFile(subject=f"idea:{idea.public_id}", owner=author, width=400, height=300, **picture))
        addresses.append(f"/envies/{idea.public_id}")
    db.session.commit()
    return addresses


@pytest.fixture
def attacked_proposal(app, a_round, people):
    """A labelled proposal whose answers are all the attacks, on the ballot of a vote."""
    round_ = a_round(PhaseKind.VOTE)
    answers = [{"step": "Le besoin", "label": vector, "text": vector} for vector in VECTORS]
    money = {"requested_cents": 100, "budget_cents": 100, "theme": Theme.HERITAGE, "place": VECTORS[3], "number": 1}
    proposal = Proposal(round=round_, code="ATTAK", title=VECTORS[0], summary=VECTORS[43], collective=VECTORS[80],
                        status=ProposalStatus.LABELLED, answers=answers, **money)  # fmt: skip
    db.session.add(proposal)
    db.session.commit()
    return [
        f"/projets/proposition/{proposal.public_id}",
        f"/vote/{round_.public_id}/",
        f"/vote/{round_.public_id}/projets/1",
    ]


def test_the_watcher_sees_what_runs(open_page):
    """The proof of the proof: shown raw, attacks do run, and the reading finds the others."""
    page = watched(open_page())
    page.goto("about:blank")
    page.set_content("<p><img src=x onerror=hit()><script>hit()</script><a href='javascript:hit()'>x</a></p>")
    page.wait_for_function("window.seen.length >= 2")
    assert page.evaluate("() => window.seen.length") >= 2
    assert len(page.evaluate(READ)) >= 5


def test_nothing_runs_where_ideas_are_shown_even_without_a_policy(bare_site, open_page, attacked_ideas):
    page = watched(open_page())
    assert {path: bad for path in attacked_ideas if (bad := looked_at(page, bare_site + path))} == {}


@pytest.mark.parametrize("policy", [True, False], ids=["policy", "no policy"])
def test_nothing_runs_in_lists(site, bare_site, open_page, attacked_ideas, policy):
    page, origin = watched(open_page()), site if policy else bare_site
    numbers = range(1, len(VECTORS) // 20 + 2)
    assert {n: bad for n in numbers if (bad := looked_at(page, f"{origin}/envies/?page={n}"))} == {}


@pytest.mark.parametrize("policy", [True, False], ids=["policy", "no policy"])
def test_nothing_runs_in_projects_and_on_the_ballot(site, bare_site, open_page, attacked_proposal, policy):
    page, origin = watched(open_page()), site if policy else bare_site
    assert {path: bad for path in attacked_proposal if (bad := looked_at(page, origin + path))} == {}


def test_nothing_runs_from_the_search_box(bare_site, open_page, a_round):
    a_round()
    page = watched(open_page())
    searches = [f"/envies/?q={quote(vector)}" for vector in VECTORS]
    assert {path: bad for path in searches if (bad := looked_at(page, bare_site + path))} == {}


@pytest.mark.parametrize("policy", [True, False], ids=["policy", "no policy"])
def test_nothing_runs_in_the_names_of_files(site, bare_site, open_as, people, a_round, policy):
    holder, round_ = people("Amel"), a_round(PhaseKind.SUBMISSION)
    addresses = []
    for first in range(0, len(VECTORS), 8):
        project = Project(round=round_, holder=holder, title=VECTORS[first][:80], theme=Theme.HERITAGE)
        project.municipality_code = "62041"
        db.session.add(project)
        db.session.flush()
        for place, vector in enumerate(VECTORS[first : first + 8], 1):
            about = {"kind": FileKind.DOCUMENT, "place": place, "name": new_name(), "size": 1, "sha256": ""}
            db.session.add(StoredFile(subject=f"project:{project.public_id}", owner=holder, title=vector[:80], **about))
        addresses.append(f"/fichiers/project/{project.public_id}/documents")
    db.session.commit()
    page, origin = watched(open_as(holder)), site if policy else bare_site
    assert {path: bad for path in addresses if (bad := looked_at(page, origin + path))} == {}
    assert page.locator("h1").inner_text() == "Documents du dossier"
