"""Whether a dataset is what a build would write again: the same inputs, and every file as it was written."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from publish.datapackage import file_hash

RUN = "run.json"
SEAL, HASHES = "seal", "hashes"
"""Keys of `run.json`: the hash of all that the build depended on, and the hash of each other file by its name."""


def hashes_of(folder: Path, names: Iterable[str], known: Mapping[str, str] | None = None) -> dict[str, str]:
    """The hash of each file, as far as it is not known already."""
    found = known or {}
    return {name: found.get(name) or file_hash(folder / name) for name in sorted(names)}


def sealed_run(folder: Path, seal: str, found: Iterable[str]) -> Mapping[str, object] | None:
    """What `run.json` says of the build with this seal, None where it was another build or a file has changed, gone or
    come. `found` are the names of the files that are there."""
    try:
        run = json.loads((folder / RUN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(run, dict) or run.get(SEAL) != seal:
        return None
    hashes = run.get(HASHES)
    if not isinstance(hashes, dict) or {*found} != {*hashes, RUN}:
        return None
    try:
        return run if hashes == hashes_of(folder, hashes) else None
    except OSError:
        return None
