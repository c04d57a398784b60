"""A form that was refused, as it is shown again: what was typed stands in it, and what is amiss at
its field.

How this works. The page is rendered from top to bottom, and its macros (`macros/form.html`) say
which form begins and ends; a field asks here what stands in it. A form's name is its id, or what it
does and to what. A page on which it does not stand any more is rendered once again, and says at its
head what was refused, with the words that were typed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from aiohttp import web
from msgspec import Struct
from multidict import MultiDict, MultiMapping

NAME: Final = "form"
"""The field in which a form says its name."""
_SEEN: Final = frozenset({"seen", "version", "believes"})
"""What a page says it saw; one that is drawn again has seen more."""
_SECRET: Final = re.compile(r"password|pin|code")
_NO_NAME: Final = re.compile(r"[^\w-]+")
_LONGEST_NAME: Final = 80
_DETAILS: Final = re.compile(r"<(/?)details\b")
_REFUSED_FORM: Final = " data-refused"


class RefusedForm(Struct, frozen=True):
    """`at` is the field that is amiss, if one alone is; `words` say why, `code` names it."""

    form: str
    fields: MultiMapping[Any]
    words: str
    at: str = ""
    code: str = ""


REFUSED: Final[web.RequestKey[RefusedForm]] = web.RequestKey("refused", RefusedForm)


class TypedAgain:
    """Mutable while a page is written: it knows the form in which the next field stands."""

    def __init__(self, refused: RefusedForm | None = None, *, at_head: bool = False) -> None:
        self.refused = refused is not None
        self._refused = refused or RefusedForm("", MultiDict(), "")
        self._at_head = at_head or not self._refused.form
        self._form, self._stable = "", False
        self._told = not self._refused.words
        self._names: dict[str, int] = {}
        self._fields: set[str] = set()

    @property
    def untold(self) -> bool:
        """After the page was written: nothing on it was the form."""
        return not self._told

    @property
    def code(self) -> str:
        return self._refused.code

    def at_head(self) -> str:
        """Why the form was refused, where the page has it no more."""
        self._told = self._told or self._at_head
        return self._refused.words if self._at_head else ""

    def texts(self) -> Sequence[str]:
        """What somebody wrote in it: more than one word, for marks and names of things are one."""
        fields = self._refused.fields.items()
        said = dict.fromkeys(each for name, each in fields if not _SECRET.search(name))
        return [each for each in said if isinstance(each, str) and len(each.split()) > 1]

    def shows(self, form: str) -> bool:
        """Whether it is this one that was refused."""
        return bool(form) and form == self._refused.form and not self._at_head

    def opens(self, form: str, action: str = "", args: Mapping[str, object] | None = None) -> str:
        """The name of the form: its own, or one after what it does, and to what."""
        self._form, self._stable = form or self._named(action, args or {}), bool(form)
        self._fields = set()
        return self._form

    def closes(self) -> str:
        """What none of its fields has said."""
        here, self._form = self._here, ""
        untold = "" if self._told or not here else self._refused.words
        self._told = self._told or here
        return untold

    def id_of(self, field: str, number: int) -> str:
        """Of a field of a form with an id one that stays the same: a link can lead to it."""
        if not self._form or not self._stable or field in self._fields:
            return f"f{number}"
        self._fields.add(field)
        return f"{self._form}-{field.replace('.', '-')}"

    def arg(self, field: str, otherwise: object) -> object:
        """What stands in a form unseen: as it was sent, but for what the page has seen since."""
        return otherwise if field in _SEEN else self.value(field, otherwise)

    def value(self, field: str, otherwise: Any) -> Any:  # noqa: ANN401 – whatever a page shows
        """Of several the last: a tick box stands behind a hidden "false"."""
        return self.values(field, (otherwise,))[-1]

    def values(self, field: str, otherwise: Sequence[Any]) -> Sequence[Any]:
        """What was sent; a form that was sent without the field had none of its values."""
        if not self._here:
            return otherwise
        given = [each for each in self._refused.fields.getall(field, ()) if isinstance(each, str)]
        return given or ("",)

    def wrong(self, field: str) -> str:
        """Why the field is refused; said once."""
        if not self._here or field != self._refused.at or self._told:
            return ""
        self._told = True
        return self._refused.words

    @property
    def _here(self) -> bool:
        return self.shows(self._form)

    def _named(self, action: str, args: Mapping[str, object]) -> str:
        about = next((str(each) for each in args.values()), "")
        name = _NO_NAME.sub("", f"{action.rpartition('/')[2]}-{about}")[:_LONGEST_NAME]
        self._names[name] = count = self._names.get(name, 0) + 1
        return name if count == 1 else f"{name}-{count}"


def unfolded(page: str) -> str:
    """The page, with whatever is folded away around the refused form open."""
    at = page.find(_REFUSED_FORM)
    for place in reversed([*_around(page, at)] if at >= 0 else []):
        page = f"{page[:place]} open{page[place:]}"
    return page


def _around(page: str, at: int) -> Iterator[int]:
    """Where the tags of what is folded away end, from the outermost in."""
    begun: list[int] = []
    for tag in _DETAILS.finditer(page, 0, at):
        if tag[1]:
            begun.pop()
        else:
            begun.append(tag.end())
    return (each for each in begun if " open" not in page[each : page.index(">", each)])
