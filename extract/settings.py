"""What reading a paper depends on besides its bytes: lists of areas and house-style profiles. Frozen, so cacheable."""

from dataclasses import dataclass

from profiles import Profile
from records import Area


@dataclass(frozen=True)
class ReadSettings:
    """Settings of one reading. `max_pages` and `passwords` decide whether a PDF is read, never what is read in it."""

    areas: tuple[Area, ...] = ()
    profiles: tuple[Profile, ...] = ()
    all_pages: bool = False
    max_pages: int | None = None
    passwords: tuple[str, ...] = ()
