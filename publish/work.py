"""A folder beside the dataset for what a build needs meanwhile: unpacked files, readings and pieces that are not kept.

It is on the disk that has room for the dataset, and under the dataset's lock: what a killed build left there, the next
one takes away.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from errors import DatasetError
from publish.lock import Lock
from publish.release import left_over


@contextmanager
def work_folder(lock: Lock) -> Iterator[Path]:
    """The folder, as long as the context is. Raises DatasetError where it cannot be made."""
    place, name = lock.target.parent, lock.target.name
    for stale in left_over(lock.target, "work", r"[a-z0-9_]{8}"):
        shutil.rmtree(stale, ignore_errors=True)
    try:
        folder = TemporaryDirectory(prefix=f".{name}.work-", dir=place, ignore_cleanup_errors=True)
    except OSError as error:
        raise DatasetError(f"{place} cannot be written: {error.strerror}. Choose another folder.") from error
    with folder as path:
        yield Path(path)
