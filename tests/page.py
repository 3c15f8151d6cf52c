"""The dues every page pays on its way to a test: language, title, one heading, labels, nothing inline, few queries."""

from html.parser import HTMLParser

VOID = {"input", "select", "textarea"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.h1, self.lang, self.titles = 0, None, 0
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.fields: list[tuple[str, dict]] = []
        self.in_label, self.post_form, self.has_token = 0, False, True

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        self.h1 += tag == "h1"
        self.titles += tag == "title"
        if tag == "html":
            self.lang = a.get("lang")
        if "id" in a:
            self.ids.append(a["id"])
        self._check_inline(tag, a)
        if tag == "textarea" and "maxlength" in a:
            self.faults.append(f"textarea {a.get('name')} cuts what is pasted, without a word")
        if tag == "label":
            self.in_label += 1
            self.labelled.add(a.get("for", ""))
        if (
            tag in VOID
            and a.get("type") not in {"hidden", "submit", "button"}
            and not self.in_label
            and "aria-label" not in a
        ):
            self.fields.append((tag, a))
        if tag == "form":
            self.post_form, self.has_token = a.get("method", "get").lower() == "post", False
        if a.get("name") == "csrf_token":
            self.has_token = True
        if tag == "img" and "alt" not in a:
            self.faults.append(f"img without alt: {a.get('src')}")

    def handle_endtag(self, tag):
        self.in_label -= tag == "label"
        if tag == "form":
            if self.post_form and not self.has_token:
                self.faults.append("a POST form without csrf_token")
            self.post_form = False

    def _check_inline(self, tag, a):
        if "style" in a or any(name.startswith("on") for name in a):
            self.faults.append(f"inline style or script on <{tag}>")
        if tag == "style" or (tag == "script" and "src" not in a):
            self.faults.append(f"inline <{tag}>")


def faults_of(html: str) -> list[str]:
    """Everything wrong with a full page."""
    page = _Reader()
    page.feed(html)
    faults = page.faults
    if page.lang not in {"fr", "en"}:
        faults.append(f"lang={page.lang}")
    if page.h1 != 1:
        faults.append(f"{page.h1} h1")
    if not page.titles:
        faults.append("no title")
    if len(page.ids) != len(set(page.ids)):
        faults.append(f"ids twice: {sorted({i for i in page.ids if page.ids.count(i) > 1})}")
    faults += [
        f"{tag} {a.get('name')} has no label"
        for tag, a in page.fields
        if a.get("id") not in page.labelled and "aria-labelledby" not in a
    ]
    return faults
