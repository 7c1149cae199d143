"""Readings kept between builds, each under the hash of all that it depends on (see `fingerprint`).

    <folder>/<code>/              a store of readings: a card, then the reading, compressed
    <folder>/made-<made>/         a store of what was made of readings

`<code>` names the version of the reading code, and `<made>` that of all code, so that what no build of this version
can use is found and pruned. Several builds may share a cache.
"""

import hashlib
import os
import re
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import get_ident

from archive.codec import CodecError, decoded, packed, unpacked
from archive.store import ADVICE, Store, drop_old, entries, write_beside
from errors import InputError
from records import Card, PaperReading

_MARKER, _IGNORED = "CACHEDIR.TAG", ".gitignore"
# The line that backup programs look for: https://bford.info/cachedir/
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Readings of papers, kept by kpi-backfill; may be deleted.\n"
_VERSION = re.compile(r"(?:made-)?[0-9a-f]{16}")
"""Names of the folders of versions (`fingerprint`): nothing else is ever deleted."""
_PARTIAL = re.compile(r"\.(?:CACHEDIR\.TAG|\.gitignore)\.\d+\.\d+")
"""What a build that was killed while it marked the folder leaves."""
_LENGTH = 4
"""Bytes that say how long the card is."""


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What a cache holds: entries and bytes in all, and of them those that this version of the program can use."""

    folder: Path
    entries: int
    size: int
    usable: int


class Cache:
    """The cache in `folder`, as the reading code of version `code` uses it; `made` is the version of all code."""

    def __init__(self, folder: Path, code: str, made: str = "0", advice: str = ADVICE) -> None:
        self.folder = folder
        self._readings = Store(folder / code, advice)
        self._made = Store(folder / f"made-{made}", advice)
        self._last: tuple[str, PaperReading] | None = None

    @property
    def made(self) -> Store:
        """What was made of readings. The folder is one of ours from then on."""
        self._mark()
        return self._made

    def get(self, key: str) -> PaperReading | None:
        """The reading that is kept under the key, None where there is none or it is damaged."""
        if self._last is not None and self._last[0] == key:
            return self._last[1]
        found = _parted(self._readings.get(key))
        if found is None:
            return None
        try:
            return decoded(zlib.decompress(found[1]))
        except (zlib.error, CodecError):
            return None

    def card(self, key: str) -> Card | None:
        """The card of the reading that is kept under the key, None where `get` would give none."""
        found = _parted(self._readings.get(key))
        if found is None:
            return None
        try:
            return unpacked(found[0], Card)
        except CodecError:
            return None

    def put(self, key: str, reading: PaperReading, body: bytes) -> Card:
        """Keep a reading (`body` as `codec.encoded` gives it); give back its card. Raises InputError where the folder
        does not take it."""
        self._mark()
        card = _card(reading, body)
        written = packed(card)
        self._last = key, reading  # a build of one paper asks for it at once
        self._readings.put(key, len(written).to_bytes(_LENGTH, "big") + written + zlib.compress(body, 1))
        return card

    def info(self) -> CacheInfo:
        """Counts and sizes."""
        found = list(self._entries())
        usable = {self._readings.folder, self._made.folder}
        return CacheInfo(
            folder=self.folder,
            entries=len(found),
            size=sum(path.stat().st_size for path in found),
            usable=sum(path.parent.parent in usable for path in found),
        )

    def prune(self, days: float | None = None) -> int:
        """Drop what this version of the program cannot use and, if `days` is given, what was not used for as long;
        give back how many entries went. Raises InputError for a folder that is no cache."""
        if not self.folder.exists():
            return 0
        if not self._is_ours():
            raise InputError(
                f"{self.folder}: is no cache of readings (it has no {_MARKER} of ours); nothing was deleted"
            )
        before = sum(1 for _ in self._entries())
        for version in self.folder.iterdir():
            if _VERSION.fullmatch(version.name) and version not in (self._readings.folder, self._made.folder):
                shutil.rmtree(version)
        drop_old((path for path in self.folder.iterdir() if _PARTIAL.fullmatch(path.name)), 1)
        for store in (self._readings, self._made):
            store.drop_partials()
            if days is not None:
                store.drop_unused(days)
        return before - sum(1 for _ in self._entries())

    def _is_ours(self) -> bool:
        try:
            return (self.folder / _MARKER).read_text(encoding="utf-8") == _TAG
        except (OSError, ValueError):
            return False

    def _entries(self) -> Iterator[Path]:
        for version in sorted(self.folder.glob("*/")):
            yield from entries(version)

    def _mark(self) -> None:
        """Make the folder one of ours. Others may do the same at the same moment, and whoever dies here is in nobody's
        way: the marker is whole or not there, and what stands beside it is looked at before it is."""
        if self._is_ours():
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if self._has_strange_files() and not self._is_ours():  # marked by another meanwhile
                raise InputError(f"{self.folder}: holds something other than a cache; name a new or an empty folder")
            if not (self.folder / _IGNORED).exists():
                _write_whole(self.folder / _IGNORED, "*\n")
            _write_whole(self.folder / _MARKER, _TAG)
        except OSError as error:
            raise self._made.refused(error) from error

    def _has_strange_files(self) -> bool:
        """Whether there is anything that we would not have left behind without a marker of ours, or with one that is
        empty, as a loss of power may leave it."""
        found = {path.name for path in self.folder.iterdir()}
        lost = _MARKER in found and not (self.folder / _MARKER).read_bytes()
        return any(
            not _PARTIAL.fullmatch(name)
            and not (name == _IGNORED and (self.folder / name).read_bytes() in (b"", b"*\n"))
            and not (lost and (name == _MARKER or _VERSION.fullmatch(name)))
            for name in found
        )


def _write_whole(path: Path, text: str) -> None:
    partial = path.with_name(f".{path.name}.{os.getpid()}.{get_ident()}")
    write_beside(partial, path, text.encode(), durable=True)


def _card(reading: PaperReading, body: bytes) -> Card:
    return Card(
        digest=hashlib.sha256(body).hexdigest(),
        document_id=reading.document_id,
        source=reading.source,
        organisation=reading.head.organisation,
        state=reading.state,
        reason=reading.reason,
        pages=reading.pages,
        statements=len(reading.statements),
    )


def _parted(data: bytes | None) -> tuple[bytes, bytes] | None:
    if data is None:
        return None
    end = _LENGTH + int.from_bytes(data[:_LENGTH], "big")
    return data[_LENGTH:end], data[end:]
