"""Reading a page as a browser and a screen reader do: its forms, labels, headings, tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from multidict import MultiDict
from typing_extensions import override

VOID = frozenset({"input", "meta", "link", "br", "hr", "img", "use"})
CONTROLS = frozenset({"input", "select", "textarea"})


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def all(self, *tags: str) -> Iterator["Element"]:
        for child in self.children:
            if child.tag in tags:
                yield child
            yield from child.all(*tags)

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def words(self) -> str:
        """All its text, that of its children after its own."""
        return " ".join([self.text, *(child.words for child in self.children)]).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.stack = [Element("page")]
        self.wrong: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.wrong.append(f"<{tag}> says {names}")
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(element)
        if tag not in VOID:
            self.stack.append(element)

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.stack.pop()

    @override
    def handle_endtag(self, tag: str) -> None:
        if self.stack[-1].tag != tag:
            self.wrong.append(f"</{tag}> ends <{self.stack[-1].tag}>")
        else:
            self.stack.pop()

    @override
    def handle_data(self, data: str) -> None:
        self.stack[-1].text += data


def read(html: str) -> Element:
    """The page; every element must be closed by its own end."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.wrong == []
    assert len(reader.stack) == 1, reader.stack[-1]
    return reader.stack[0]


def filled(form: Element) -> MultiDict[str]:
    """What a browser sends when the form is submitted as it stands."""
    fields: MultiDict[str] = MultiDict()
    for control in form.all(*CONTROLS):
        if not (name := control["name"]):
            continue
        match control.tag, control["type"]:
            case "input", "checkbox" | "radio":
                if "checked" in control.attributes:
                    fields.add(name, control["value"])
            case "input", _:
                fields.add(name, control["value"])
            case "textarea", _:
                fields.add(name, control.text.removeprefix("\n"))
            case _:
                options = list(control.all("option"))
                chosen = [each for each in options if "selected" in each.attributes]
                fields.add(name, (chosen or options)[0]["value"])
    return fields


def form_for(page: Element, action: str) -> Element:
    """The first form that goes there."""
    return next(form for form in page.all("form") if form["action"].endswith(action))


def unlabelled(page: Element) -> list[str]:
    """Controls that a screen reader could not name."""
    labels = {label["for"] for label in page.all("label")}
    wrapped = {id(inner) for label in page.all("label") for inner in label.all(*CONTROLS)}
    return [
        f"{control.tag} {control['name']}"
        for control in page.all(*CONTROLS)
        if control["type"] != "hidden"
        and control["id"] not in labels
        and id(control) not in wrapped
    ]


def skipped_headings(page: Element) -> list[str]:
    """Headings that stand more than one level below the one before."""
    found = [int(each.tag[1]) for each in page.all("h1", "h2", "h3", "h4")]
    return [f"h{a} then h{b}" for a, b in zip([0, *found], found, strict=False) if b > a + 1]


def doubled_ids(page: Element) -> set[str]:
    ids = [each["id"] for each in _everything(page) if each["id"]]
    return {each for each in ids if ids.count(each) > 1}


def _everything(page: Element) -> Iterator[Element]:
    for child in page.children:
        yield child
        yield from _everything(child)
