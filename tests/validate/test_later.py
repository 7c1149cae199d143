"""Modules that are loaded when they are first asked for something."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from validate.later import loaded_later


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The modules of a package that have been loaded, in their order; `slow_rules.one` imports the two others."""
    package = tmp_path / "slow_rules"
    package.mkdir()
    (package / "__init__.py").write_text("told = []\n", encoding="utf-8")
    for name in ("pictures", "statistics"):
        text = f"from slow_rules import told\ntold.append('{name}')\nvalue = '{name}'\n"
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    (package / "one.py").write_text(
        "import slow_rules.pictures as pictures\nfrom slow_rules import statistics\n"
        "def value(): return statistics.value\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    told: list[str] = importlib.import_module("slow_rules").told
    yield told
    for name in [name for name in sys.modules if name.startswith("slow_rules")]:
        del sys.modules[name]


def test_a_module_is_loaded_when_it_is_needed(loaded: list[str]) -> None:
    """Not when it is imported, and not at all where nobody asks."""
    with loaded_later("slow_rules.pictures", "slow_rules.statistics"):
        one = importlib.import_module("slow_rules.one")
    assert loaded == []
    assert one.value() == "statistics"
    assert loaded == ["statistics"]


def test_other_modules_and_later_imports_are_as_ever(loaded: list[str]) -> None:
    """The names count within the context only; a name that does not exist is nobody's business."""
    before = [*sys.meta_path]
    with loaded_later("slow_rules.statistics", "no.such.module"):
        importlib.import_module("slow_rules.pictures")
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module("slow_rules.nothing")
    importlib.import_module("slow_rules.statistics")
    assert loaded == ["pictures", "statistics"] and sys.meta_path == before
