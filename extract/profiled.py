"""Which house-style profile applies to a paper, and the marks that it teaches the readers."""

from collections.abc import Sequence
from dataclasses import replace

from profiles import Profile
from records import Cell, Element, Layout, Line, Mark, ReportHead

_FIRST_LINES = 80


def profile_for(profiles: Sequence[Profile], layout: Layout, head: ReportHead) -> Profile | None:
    """The first profile whose organisation and words fit the paper, None if none does."""
    if not profiles:
        return None
    words = "\n".join(
        element.text if isinstance(element, Line) else "\n".join(c.text for row in element.rows for c in row)
        for element in layout.elements[:_FIRST_LINES]
    ).lower()
    return next((profile for profile in profiles if _applies(profile, head, words)), None)


def _applies(profile: Profile, head: ReportHead, words: str) -> bool:
    if not profile.organisation and not profile.match:
        return False
    if profile.organisation and profile.organisation.lower() not in (head.area_id, head.organisation.lower()):
        return False
    return all(word.lower() in words for word in profile.match)


def with_symbols(layout: Layout, profile: Profile | None) -> Layout:
    """The layout with the marks that a profile gives to printed words and symbols; a cell must be nothing else."""
    if profile is None or not (profile.ratings or profile.arrows):
        return layout
    return replace(layout, elements=tuple(_marked(element, profile) for element in layout.elements))


def _marked(element: Element, profile: Profile) -> Element:
    if isinstance(element, Line):
        marks = _marks(element.text, profile)
        return replace(element, marks=marks) if marks else element
    rows = tuple(tuple(_marked_cell(cell, profile) for cell in row) for row in element.rows)
    return replace(element, rows=rows)


def _marked_cell(cell: Cell, profile: Profile) -> Cell:
    marks = _marks(cell.text, profile)
    return replace(cell, marks=marks) if marks else cell


def _marks(text: str, profile: Profile) -> tuple[Mark, ...]:
    key = " ".join(text.split())
    if key in profile.ratings:
        return (Mark(text, "word", rag=profile.ratings[key]),)
    if key in profile.arrows:
        return (Mark(text, "glyph", arrow=profile.arrows[key]),)
    return ()
