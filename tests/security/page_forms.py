"""The forms of a page, as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

UNTYPED = {"csrf_token"}


@dataclass
class PageForm:
    """Where a form is sent, how, and what it holds when nobody touches it."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)  # what a person fills in: no hidden field, no button


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.forms, self.inside = path, [], False
        self.area = self.select = ""

    def handle_starttag(self, tag, attrs):
        a = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(PageForm(a.get("action") or self.path, a.get("method", "get").upper()))
            self.inside = True
        if self.inside and tag == "option" and self.select and ("selected" in a or self.select not in self._fields):
            self._fields[self.select] = a.get("value", "")
        if not self.inside or a.get("name", "") in UNTYPED | {""}:
            return
        if tag in {"input", "textarea", "select", "button"}:
            self._field(tag, a)

    def _field(self, tag, a):
        kind = a.get("type", "text")
        if kind in {"radio", "checkbox"} and "checked" not in a:
            return
        self._fields.setdefault(a["name"], a.get("value", ""))
        if kind not in {"hidden", "submit", "button"} and tag != "button":
            self.forms[-1].typed.add(a["name"])
        self.area = a["name"] if tag == "textarea" else self.area
        if tag == "select":
            self.select = a["name"]
            self._fields.pop(a["name"])

    @property
    def _fields(self):
        return self.forms[-1].fields

    def handle_data(self, data):
        if self.area:
            self._fields[self.area] += data

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "form"
        self.area = "" if tag == "textarea" else self.area
        self.select = "" if tag == "select" else self.select


def forms_of(html: str, path: str) -> list[PageForm]:
    """Every form of the page."""
    reader = _Reader(path)
    reader.feed(html)
    return reader.forms
