"""What all steps of a build share: what people decided, the catalogue made ready, and where pieces are kept."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar, cast

from archive.codec import CodecError, digest_of, packed, unpacked
from archive.store import Store
from normalise.areas import AreaIndex
from normalise.matching import Matcher
from publish.duckdbfile import Scratch
from records import Indicator
from workspace import Settings, Workspace

Made = TypeVar("Made")
_FRESH = 4


class PieceLostError(Exception):
    """A piece that should be in the store is damaged or gone; `key` is its key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"a piece is gone from the cache: {key}")
        self.key = key


@dataclass(frozen=True)
class Context:
    """The workspace, the store of pieces, the version of the program that makes them, a database to write them with."""

    workspace: Workspace
    store: Store
    version: str
    database: Scratch
    _fresh: dict[str, object] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The last pieces made: a build of few papers need not take them apart again."""

    @cached_property
    def areas(self) -> AreaIndex:
        """The list of areas, ready to look names up."""
        return AreaIndex(self.workspace.areas)

    @cached_property
    def matcher(self) -> Matcher:
        """The catalogue, ready to match names."""
        return Matcher(self.workspace.catalogue, self.workspace.abbreviations, self.workspace.guards)

    @cached_property
    def catalogue(self) -> dict[str, Indicator]:
        """The catalogue by id."""
        return {entry.indicator_id: entry for entry in self.workspace.catalogue}

    @cached_property
    def _base(self) -> str:
        return digest_of((self.version, replace(self.workspace, folder=None, settings=Settings())))

    def key(self, *parts: object) -> str:
        """The key of a piece: hash of what it is made of, of what people decided and of the program."""
        return digest_of((self._base, parts))

    def made(self, key: str, kind: type[Made], make: Callable[[], Made]) -> Made:
        """The piece that is kept under the key; where there is none, it is made and kept."""
        found = self.find(key, kind)
        if found is None:
            found = make()
            self.store.put(key, packed(found))
            self._fresh[key] = found
            if len(self._fresh) > _FRESH:
                del self._fresh[next(iter(self._fresh))]
        return found

    def find(self, key: str, kind: type[Made]) -> Made | None:
        """The piece that is kept under the key, None where there is none or it is damaged."""
        fresh = self._fresh.get(key)
        if fresh is not None and self.store.path(key).is_file():
            return cast(Made, fresh)  # a key stands for one kind of piece
        data = self.store.get(key)
        if data is None:
            return None
        try:
            return unpacked(data, kind)
        except CodecError:
            return None

    def need(self, key: str, kind: type[Made]) -> Made:
        """The piece that an earlier step has kept. Raises PieceLostError, and takes away what is left of it, so that
        the step takes place again."""
        found = self.find(key, kind)
        if found is None:
            self.store.path(key).unlink(missing_ok=True)
            raise PieceLostError(key)
        return found
