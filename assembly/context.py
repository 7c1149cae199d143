"""What all steps of a build share: what people decided, the catalogue made ready, and where pieces are kept.

The last pieces made stay in memory as they are: a build of few papers need not decode them again, and where the store
goes with the build, need not put them there at all.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

from archive.codec import CodecError, digest_of, packed, unpacked
from archive.store import Store
from errors import InputError
from normalise.areas import AreaIndex
from normalise.matching import Matcher
from normalise.prepared import Prepared, matcher_of, prepared_of
from publish.duckdbfile import Scratch
from records import Indicator
from workspace import Settings, Workspace

Made = TypeVar("Made")
_FRESH_PIECES, _FRESH_ROWS, _ROW = 8, 20_000, 4096


class PieceLostError(Exception):
    """A piece that should be in the store is damaged or gone; `key` is its key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"a piece is gone from the cache: {key}")
        self.key = key


class _Fresh(NamedTuple):
    piece: object
    rows: int


@dataclass(frozen=True)
class Ready:
    """What people decided, ready to be looked up, and the version of the program: what does not depend on papers.
    `store` is where what is costly to make of it is kept, if anywhere."""

    workspace: Workspace
    version: str
    store: Store | None = None

    @cached_property
    def areas(self) -> AreaIndex:
        """The list of areas, ready to look names up."""
        return AreaIndex(self.workspace.areas)

    @cached_property
    def matcher(self) -> Matcher:
        """The catalogue, ready to match names."""
        words = self.workspace.catalogue, self.workspace.abbreviations, self.workspace.guards
        key = digest_of(("prepared", self.version, words))
        found = self._kept(key)
        if found is not None:
            return matcher_of(*words, found)
        matcher = Matcher(*words)
        if self.store is not None:
            with suppress(InputError):  # it is a saving
                self.store.put(key, packed(prepared_of(matcher)))
        return matcher

    def _kept(self, key: str) -> Prepared | None:
        data = self.store.get(key) if self.store is not None else None
        try:
            return None if data is None else unpacked(data, Prepared)
        except CodecError:
            return None

    @cached_property
    def catalogue(self) -> dict[str, Indicator]:
        """The catalogue by id."""
        return {entry.indicator_id: entry for entry in self.workspace.catalogue}

    @cached_property
    def base(self) -> str:
        """What the keys of all pieces begin with: hash of what people decided and of the program."""
        return digest_of((self.version, replace(self.workspace, folder=None, settings=Settings())))

    def prepare(self) -> None:
        """Make ready all that is made ready when it is first asked for."""
        _ = self.areas, self.matcher, self.catalogue, self.base


@dataclass(frozen=True)
class Context:
    """What is looked up, the store of pieces, a database to write them with, a folder for what is needed meanwhile."""

    ready: Ready
    store: Store
    database: Scratch
    work: Path
    lasting: bool = True
    """Whether pieces go to the store at once: it outlives the build, or copies of this process use it too."""
    copies: int = 1
    """How many copies of this process may work at a time."""
    _fresh: dict[str, _Fresh] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def workspace(self) -> Workspace:
        """What people decided."""
        return self.ready.workspace

    def key(self, *parts: object) -> str:
        """The key of a piece: hash of what it is made of, of what people decided and of the program."""
        return digest_of((self.ready.base, parts))

    def made(self, key: str, kind: type[Made], make: Callable[[], Made]) -> Made:
        """The piece that is kept under the key; where there is none, it is made and kept."""
        found = self.find(key, kind)
        if found is None:
            found = make()
            self.keep(key, found)
        return found

    def keep(self, key: str, piece: object) -> None:
        """Keep a piece. Raises InputError where the store does not take it."""
        if self.lasting:
            self.store.put(key, packed(piece))
        self._fresh[key] = _Fresh(piece, _rows_in(piece))
        while len(self._fresh) > _FRESH_PIECES or sum(fresh.rows for fresh in self._fresh.values()) > _FRESH_ROWS:
            oldest = next(iter(self._fresh))
            old = self._fresh.pop(oldest)
            if not self.lasting:
                self.store.put(oldest, packed(old.piece))

    def has(self, key: str) -> bool:
        """Whether a piece is kept under the key; it may be damaged."""
        return (key in self._fresh and not self.lasting) or self.store.path(key).is_file()

    def find(self, key: str, kind: type[Made]) -> Made | None:
        """The piece that is kept under the key, None where there is none or it is damaged."""
        if key in self._fresh and self.has(key):
            return cast(Made, self._fresh[key].piece)  # a key stands for one kind of piece
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


def _rows_in(piece: object) -> int:
    """About how much memory a piece takes, in rows of observations."""
    rows = piece if isinstance(piece, tuple) else getattr(piece, "observations", ())
    packed_rows = sum(map(len, (getattr(piece, "buckets", None) or {}).values()))
    return 1 + len(rows) + packed_rows // _ROW
