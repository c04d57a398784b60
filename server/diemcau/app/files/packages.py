"""Documents of Office (ECMA-376): nothing in them starts, fetches or carries a program.

A package says in relationships what its parts are to each other, and what outside they need. Each
of them is looked at, and taken is what a document is made of; so a new way to reach out is refused
until somebody has understood it. Fields that fetch (DDE, LINK) are told by their instruction.
"""

import re
from collections.abc import Mapping
from typing import Final

from diemcau.app.files.links import harmless
from diemcau.app.files.refusals import FileHasMacros

_TAKEN_WORDS: Final = (
    # Of every package.
    "officeDocument extended-properties core-properties custom-properties thumbnail customXml "
    "customXmlProps origin signature certificate classificationlabels theme themeOverride image "
    "hdphoto font fontTable hyperlink chart chartEx chartStyle chartColorStyle chartUserShapes "
    "diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing drawing vmlDrawing "
    "legacyDrawing package styles settings tags "
    # Of texts.
    "stylesWithEffects webSettings numbering footnotes endnotes comments commentsExtended "
    "commentsIds commentsExtensible people header footer glossaryDocument documenttasks "
    "bibliography "
    # Of sheets.
    "worksheet chartsheet sharedStrings sheetMetadata table tableSingleCells pivotTable "
    "pivotCacheDefinition pivotCacheRecords calcChain printerSettings slicer slicerCache timeline "
    "timelineCache threadedComment person revisionHeaders revisionLog usernames namedSheetView "
    "rdRichValue rdRichValueStructure rdRichValueTypes richStyles rdArray rdSupportingPropertyBag "
    "rdSupportingPropertyBagStructure richValueRel xmlMaps "
    # Of slides.
    "slide slideLayout slideMaster notesSlide notesMaster handoutMaster presProps viewProps "
    "tableStyles commentAuthors authors revisionInfo changesInfo "
    "sectionList"
)
_TAKEN: Final = frozenset(_TAKEN_WORDS.split())
"""By the last word of the type (ECMA-376, part 1, and what Office has added since)."""
_FETCH: Final = frozenset(
    {"dde", "ddeauto", "includetext", "includepicture", "import", "link", "database", "macrobutton"}
)
"""Fields (part 1, 17.16.5) that take in what is elsewhere, or start something."""
_PRESSED: Final = re.compile(r"ppaction://(program|macro|ole|hlinkfile|hlinkpres)", re.IGNORECASE)
_INSTRUCTIONS: Final = frozenset({"instrText", "delInstrText"})


class OfficeLook:
    """`Look` of one package."""

    def __init__(self) -> None:
        self._fields: list[str] = []
        self._instructs = False

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        self._instructs = name in _INSTRUCTIONS
        if name == "Relationship":
            _check_relationship(attributes)
        elif name == "fldSimple":
            _check_field(attributes.get("instr", ""))
        elif name == "fldChar":
            self._turn(attributes.get("fldCharType", ""))
        elif pressed := _PRESSED.match(attributes.get("action", "")):
            raise FileHasMacros(pressed[0])

    def said(self, text: str) -> None:
        if self._instructs and self._fields:
            self._fields[-1] += text

    def _turn(self, kind: str) -> None:
        """Fields lie in each other; one whose name another field would make is not known."""
        if kind == "begin":
            if self._fields and not self._fields[-1].strip():
                raise FileHasMacros("field")
            self._fields.append("")
        elif kind == "separate" and self._fields:
            _check_field(self._fields[-1])
        elif kind == "end" and self._fields:
            _check_field(self._fields.pop())


def _check_relationship(said: Mapping[str, str]) -> None:
    kind, target = said.get("Type", "").rpartition("/")[2], said.get("Target", "")
    if kind not in _TAKEN:
        raise FileHasMacros(f"{kind} {target}")
    outside = said.get("TargetMode", "").casefold() == "external"
    if outside and not (kind == "hyperlink" and harmless(target)):
        raise FileHasMacros(f"{kind} {target}")


def _check_field(instruction: str) -> None:
    words = instruction.split(None, 1)
    if words and words[0].strip('"').casefold() in _FETCH:
        raise FileHasMacros(words[0])
