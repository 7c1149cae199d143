"""Which house-style profile applies to a paper."""

from collections.abc import Sequence

from profiles import Profile
from records import Layout, Line, ReportHead

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
