"""Two folders change places at once, where the system can: nobody, whenever they look, finds either gone."""

import os
import sys
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths are relative to the current folder
_EXCHANGE = 2  # RENAME_EXCHANGE: https://man7.org/linux/man-pages/man2/renameat2.2.html


def exchange(one: Path, other: Path) -> bool:
    """Whether the two, which must both be there, have changed places; if not, everything is as it was."""
    if sys.platform != "linux":
        return False
    import ctypes

    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)
    if renameat2 is None:  # an old C library
        return False
    return bool(renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
