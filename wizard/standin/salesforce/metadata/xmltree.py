"""XML read safely and with places: no document types, hence no entities of any kind; size and depth are limited."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

LARGEST = 16 << 20
_DEEPEST = 64
_SEPARATOR = " "


class XmlError(Exception):
    """Why a text could not be read, and where: ``line`` and ``column`` count from 1."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


@dataclass
class Element:
    """One element. ``line`` and ``column`` (from 1) are the place just behind its start tag, as real messages show."""

    namespace: str
    tag: str
    line: int
    column: int
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def find(self, tag: str) -> Element | None:
        """Return the first child of that name."""
        return next((child for child in self.children if child.tag == tag), None)

    def all(self, tag: str) -> list[Element]:
        """Return every child of that name."""
        return [child for child in self.children if child.tag == tag]

    def value(self, tag: str) -> str | None:
        """Return the trimmed text of the first child of that name; None when it is missing or empty."""
        child = self.find(tag)
        return child.text.strip() or None if child else None

    def content(self) -> tuple[object, ...]:
        """Return what the element says without regard to places and layout, to compare two of them."""
        return (self.tag, self.text.strip(), *(child.content() for child in self.children))


def parse(data: bytes, largest: int = LARGEST) -> Element:
    """Return the root element of a document of at most ``largest`` bytes. Raises XmlError."""
    if len(data) > largest:
        raise XmlError("The file is too large")
    builder = _Builder()
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise XmlError(expat.ErrorString(error.code), error.lineno, error.offset + 1) from error
    return builder.root


class _Builder:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.root = Element("", "", 1, 1)
        self._open: list[Element] = []

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        namespace, _, tag = name.rpartition(_SEPARATOR)
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + len(tag) + 3
        element = Element(namespace, tag, line, column)
        if len(self._open) == _DEEPEST:
            raise XmlError("The file is nested too deeply", line, column)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].text += text

    def _doctype(self, *_: object) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        raise XmlError("DOCTYPE is not allowed", line, column)
