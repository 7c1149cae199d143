"""Modules import in one direction, stages never each other, and what is slow to load is loaded where it is used."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.shared_papers import ROOT

BASE = {"errors", "records", "findings"}
STAGE = BASE | {"grammar", "profiles"}
STAGES = ("extract", "normalise", "validate", "publish")
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "records": set(),
    "findings": {"records"},
    "grammar": {"records"},
    "profiles": {"errors", "records", "grammar"},
    "containers": {"errors"},
    "sources": {"errors", "containers"},
    "journal": {"errors"},
    "archive": STAGE | {"sources", "extract"},
    "extract": STAGE,
    "normalise": STAGE,
    "validate": STAGE,
    "publish": STAGE,
    "workspace": STAGE | {"normalise", "publish"},
    "assembly": STAGE | {"archive", "normalise", "validate", "publish", "workspace"},
    "pipeline": STAGE | {"sources", "archive", "assembly", "workspace", *STAGES},
    "desk": STAGE | {"workspace", *STAGES},
    "screen": STAGE | {"archive", "pipeline", "desk", *STAGES},
    "sitting": STAGE | {"desk", "screen", "workspace"},
    "cli": STAGE | {"archive", "journal", "pipeline", "desk", "screen", "sitting", "workspace", *STAGES},
}
"""Which of our modules and packages each one may import: all there are, bottom to top."""

THIRD_PARTY: dict[str, tuple[str, ...]] = {
    "click": ("cli.py", "screen.py", "sitting.py"),
    "rich": ("screen.py",),
    "yaml": ("profiles.py",),
    "rapidfuzz": ("normalise/",),
    "duckdb": ("publish/duckdbfile.py", "publish/parquet.py"),
    "xlsxwriter": ("publish/xlsx.py",),
    "pyarrow": ("validate/expectations.py", "publish/parquet.py"),
    "pandas": ("validate/expectations.py",),
    "great_expectations": ("validate/expectations.py",),
    "pdfplumber": ("extract/pdf/second_worker.py",),
    "pypdfium2": (
        "extract/pdf/engine.py",
        "extract/pdf/engine_paths.py",
        "extract/pdf/engine_text.py",
        "extract/pdf/unseen.py",
    ),
    "camelot": ("extract/pdf/second_worker.py",),
    "lxml": ("extract/", "publish/xlsx_reading.py"),
    "numpy": ("extract/pdf/", "publish/duckdbfile.py"),
    "PIL": ("extract/pdf/",),
    "msgspec": ("archive/codec.py",),
    "psutil": ("archive/crew.py", "archive/worker.py"),
}
"""Where each package from outside may be imported; no other package may be."""

LAZY = (
    "rich",
    "yaml",
    "duckdb",
    "xlsxwriter",
    "pyarrow",
    "pandas",
    "great_expectations",
    "pdfplumber",
    "pypdfium2",
    "camelot",
    "lxml",
    "numpy",
    "PIL",
    "msgspec",
    "psutil",
)
"""Slow to load, and not needed by every command: never imported at the top of a module."""


def modules() -> list[Path]:
    """All modules of the program."""
    return sorted([*ROOT.glob("*.py"), *(path for name in ALLOWED for path in (ROOT / name).rglob("*.py"))])


def owner(path: Path) -> str:
    """The package of a module, or the module itself where it stands at the top."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path, top_only: bool = False) -> Iterator[str]:
    """First names of all imports of a module; those of its top level that run when it is loaded, if asked."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body if top_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import hides its direction"
            yield (node.module or "").split(".")[0]


def loaded_by(module: str) -> set[str]:
    """First names of all modules that importing one of ours loads."""
    code = f"import sys, {module}; print(*{{name.split('.')[0] for name in sys.modules}})"
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(ended.stdout.split())


MODULES = pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())


def test_the_table_knows_every_module() -> None:
    """A new module or package must be given its place in the order."""
    assert {owner(path) for path in modules()} == set(ALLOWED)


def test_the_table_has_no_circle() -> None:
    """What the table allows can be put in one order from bottom to top."""
    order = list(TopologicalSorter(ALLOWED).static_order())
    assert order[-1] == "cli"


@MODULES
def test_imports_of_ours_go_one_way(path: Path) -> None:
    """A module imports only what stands below it, and no stage another stage."""
    own = owner(path)
    ours = {name for name in imported(path) if name in ALLOWED} - {own}
    assert ours <= ALLOWED[own]


@MODULES
def test_packages_from_outside_stay_where_they_belong(path: Path) -> None:
    """Each package from outside is used in one place, so that it can be replaced there."""
    here = path.relative_to(ROOT).as_posix()
    outside = {name for name in imported(path) if name not in ALLOWED and name not in sys.stdlib_module_names}
    strangers = {name for name in outside if not any(here.startswith(place) for place in THIRD_PARTY.get(name, ()))}
    assert not strangers


@MODULES
def test_what_is_slow_is_not_imported_at_the_top(path: Path) -> None:
    """Great Expectations and pandas take seconds to load, which no `--help` should cost.

    The modules of `extract/pdf` are themselves loaded only where a PDF is read.
    """
    if path.is_relative_to(ROOT / "extract" / "pdf"):
        return
    assert not set(imported(path, top_only=True)) & set(LAZY)


@pytest.mark.parametrize("module", ["cli", "screen", "workspace", "desk.session", "desk.comparison", "extract.reading"])
def test_starting_loads_nothing_slow(module: str) -> None:
    """Neither the command line nor the workspace loads a slow package, by whatever detour."""
    assert not loaded_by(module) & set(LAZY)


def test_the_command_line_loads_no_stage() -> None:
    """`--help` and `--version` come before any stage, pipeline or workspace is loaded."""
    assert not loaded_by("cli") & {*STAGES, "pipeline", "workspace", "grammar", "desk"}
