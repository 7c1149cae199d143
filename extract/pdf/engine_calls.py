"""How pdfium is asked some ten thousand times a page: by plain addresses, which ctypes converts faster than the types
of pypdfium2, and holding Python's lock, as each call is soon done."""

import ctypes
from typing import Any

ADDRESS = ctypes.c_void_p


def plain(function: Any, *arguments: Any, result: Any = ctypes.c_int) -> Any:
    """A function of pdfium that takes plain addresses."""
    return ctypes.cast(function, ctypes.PYFUNCTYPE(result, *arguments))
