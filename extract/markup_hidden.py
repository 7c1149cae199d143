"""Parts of an HTML page that nobody sees: `display:none`, `visibility:hidden`, the attribute `hidden`."""

import re

_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_EMPTY = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
"""Tags that enclose nothing and are not closed."""
_NEXT = {"td": {"td", "th", "tr"}, "th": {"td", "th", "tr"}, "tr": {"tr"}, "p": {"p", "table"}, "li": {"li"}}
"""Tags that need no end tag, and those that end them."""


class Unseen:
    """Follows the tags of a page: whether the parser stands inside a part that is not shown."""

    def __init__(self) -> None:
        self._open: list[str] = []

    @property
    def inside(self) -> bool:
        """Nothing here is shown."""
        return bool(self._open)

    def opens(self, tag: str, attrs: list[tuple[str, str | None]]) -> bool:
        """Take a start tag; True where it is not shown."""
        if self._open and "table" not in self._open and tag in _NEXT.get(self._open[0], ()):
            self._open.clear()
        if not self._open and not _is_hidden(attrs):
            return False
        if tag not in _EMPTY:
            self._open.append(tag)
        return True

    def closes(self, tag: str) -> bool:
        """Take an end tag; True where it belongs to what is not shown."""
        if not self._open:
            return False
        if tag in self._open:
            while self._open.pop() != tag:
                pass
            return True
        if tag in ("table", "tr", "tbody", "thead", "body"):
            self._open.clear()  # the end of what holds the hidden part ends it too
            return False
        return True


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    return any(name == "hidden" or (name == "style" and _STYLE.search(value or "")) for name, value in attrs)
