"""What is known of a kept reading without decoding it: enough to tell whether anything has changed."""

from dataclasses import dataclass

from archive.cache import Cache
from errors import InputError
from records import Card, PaperReading


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading that lies in a cache, and its card."""

    card: Card
    cache: Cache
    key: str

    def reading(self) -> PaperReading:
        """The reading itself. Raises InputError where it is gone, or is not what it was."""
        reading = self.cache.get(self.key)
        if reading is None:
            raise InputError(f"{self.cache.folder}: the reading of {self.card.source} is gone; build again")
        return reading
