"""What a reading depends on, as hashes: the code that reads, the engines under it, the settings, the paper.

The code is hashed itself, as a number that somebody must remember to raise would one day give old readings for new.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path

from extract.settings import ReadSettings

_ROOT = Path(__file__).resolve().parent.parent
_CODE = ("extract", "grammar", "records.py", "profiles.py", "archive/codec.py")
_NOT_OURS = ("tests", "bench", "docs", "samples", "check")
_WRITERS = ("duckdb", "xlsxwriter", "rapidfuzz", "msgspec", "great_expectations", "pandas", "pyarrow")
_ENGINES = ("pypdfium2", "numpy", "pillow", "pdfplumber", "pdfminer.six", "camelot-py")


@cache
def code_version() -> str:
    """Hash of all source files that a reading depends on: 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in _code_files():
        digest.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


@cache
def made_version() -> str:
    """Hash of all source files and starters, and of the packages that write files: 16 hexadecimal digits."""
    digest = hashlib.sha256(repr([_version(name) for name in _WRITERS]).encode())
    for path in _all_files():
        digest.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


@cache
def engine_versions() -> tuple[str, ...]:
    """Names and versions of the packages and programs that take a PDF apart."""
    return (*(f"{name} {_version(name)}" for name in _ENGINES), f"tesseract {_tesseract()}")


def settings_digest(settings: ReadSettings) -> str:
    """Hash of the settings that may change what is read. Passwords are none: they open a paper or they do not."""
    profiles = [[getattr(profile, field.name) for field in fields(profile)] for profile in settings.profiles]
    said = repr((settings.areas, [list(map(_ordered, profile)) for profile in profiles], settings.all_pages))
    return hashlib.sha256(said.encode()).hexdigest()


def key_of(document_id: str, source: str, media: str, settings: str) -> str:
    """The key of one reading. `settings` is what `settings_digest` gives; the name counts, as it may tell the council.

    The engines count for PDFs alone: asking for them costs the start of a program.
    """
    said = "\0".join((document_id, source, settings, *(engine_versions() if media == "pdf" else ())))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _ordered(value: object) -> object:
    return sorted(value.items()) if isinstance(value, Mapping) else value


def _code_files() -> Iterator[Path]:
    for name in _CODE:
        path = _ROOT / name
        yield from sorted(path.rglob("*.py")) if path.is_dir() else (path,)


def _all_files() -> Iterator[Path]:
    yield from sorted(_ROOT.glob("*.py"))
    for folder in sorted(path for path in _ROOT.iterdir() if (path / "__init__.py").is_file()):
        if folder.name not in _NOT_OURS:
            yield from sorted(folder.rglob("*.py"))
    yield from sorted(path for path in (_ROOT / "starters").rglob("*") if path.is_file())


def _version(package: str) -> str:
    try:
        return version_of(package)
    except PackageNotFoundError:
        return "none"


def _tesseract() -> str:
    """Its version and its language data, which come in several qualities under one name."""
    from extract.pdf.tesseract import language_data, version

    data = language_data()
    return f"{version() or 'none'} {hashlib.sha256(data.read_bytes()).hexdigest()[:16] if data else ''}".strip()
