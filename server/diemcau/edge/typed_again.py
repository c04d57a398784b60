"""A form that was refused, as it is shown again: what was typed stands in it, and what is amiss at
its field.

How this works. The page is rendered from top to bottom, and its macros (`macros/form.html`) say
which form begins and ends; a field asks here what stands in it. A form without a name is never
shown again: its fields show what the page says.
"""

from collections.abc import Sequence
from typing import Any, Final

from aiohttp import web
from msgspec import Struct
from multidict import MultiDict, MultiMapping

NAME: Final = "form"
"""The field in which a form says its name, which is its id on the page."""


class RefusedForm(Struct, frozen=True):
    """`at` is the field that is amiss, if one alone is; `words` say why."""

    form: str
    fields: MultiMapping[Any]
    words: str
    at: str = ""


REFUSED: Final[web.RequestKey[RefusedForm]] = web.RequestKey("refused", RefusedForm)


class TypedAgain:
    """Mutable while a page is written: it knows the form in which the next field stands."""

    def __init__(self, refused: RefusedForm | None = None) -> None:
        self._refused = refused or RefusedForm("", MultiDict(), "")
        self._form = ""
        self._told = not self._refused.words
        self._fields: set[str] = set()

    @property
    def elsewhere(self) -> str:
        """Why a form without a name was refused: to be said at the head of the page."""
        return "" if self._refused.form else self._refused.words

    def shows(self, form: str) -> bool:
        """Whether it is this one that was refused: what is folded away is open then."""
        return bool(form) and form == self._refused.form

    def opens(self, form: str) -> str:
        self._form, self._fields = form, set()
        return ""

    def closes(self) -> str:
        """What none of its fields has said."""
        here, self._form = self._here, ""
        untold = "" if self._told or not here else self._refused.words
        self._told = self._told or here
        return untold

    def id_of(self, field: str, number: int) -> str:
        """Of a field of a named form one that stays the same, so that a link can lead to it."""
        if not self._form or field in self._fields:
            return f"f{number}"
        self._fields.add(field)
        return f"{self._form}-{field.replace('.', '-')}"

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
