"""What the documentation lists is what the program does."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STAGES = ("extract", "normalise", "validate")
FLAG_IN_TABLE = re.compile(r"^\| `([a-z_]+):([a-z_]+)` \|", re.MULTILINE)


def _calls() -> Iterator[ast.Call]:
    for stage in STAGES:
        for path in sorted((ROOT / stage).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    yield node


def _codes_in_code() -> set[str]:
    """Codes written in a call of `Flag`, or handed on as the doubt of a figure."""
    codes: set[str] = set()
    for call in _calls():
        named = isinstance(call.func, ast.Name) and call.func.id == "Flag"
        written = [call.args[1]] if named and len(call.args) > 1 else []
        written += [keyword.value for keyword in call.keywords if keyword.arg == "doubt"]
        codes.update(
            constant.value
            for expression in written
            for constant in ast.walk(expression)
            if isinstance(constant, ast.Constant) and isinstance(constant.value, str) and constant.value
        )
    return codes


@pytest.fixture(scope="module")
def documented() -> set[tuple[str, str]]:
    """The field and the code of each flag that docs/flags.md explains."""
    return set(FLAG_IN_TABLE.findall((ROOT / "docs" / "flags.md").read_text(encoding="utf-8")))


def test_every_flag_of_the_code_is_explained(documented: set[tuple[str, str]]) -> None:
    """A person who meets a flag finds it in docs/flags.md."""
    assert _codes_in_code() - {code for _, code in documented} == set()


def test_every_explained_flag_exists(documented: set[tuple[str, str]]) -> None:
    """Docs explain no flag that no line of the program can set."""
    source = "\n".join(
        path.read_text(encoding="utf-8") for stage in STAGES for path in sorted((ROOT / stage).rglob("*.py"))
    )
    assert documented
    assert [code for _, code in sorted(documented) if f'"{code}"' not in source] == []
