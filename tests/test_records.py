"""Records are made quickly, and are what `dataclasses` would have made."""

from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from records import Place, Statement, Step, changed, quick


@dataclass(frozen=True, slots=True)
class _Plain:
    first: int
    second: str = "b"


@quick
@dataclass(frozen=True, slots=True)
class _Quick:
    first: int
    second: str = "b"


def test_a_quick_record_takes_what_a_plain_one_takes() -> None:
    """By place or by name, with defaults; what is missing or unknown is an error."""
    for kind in (_Plain, _Quick):
        assert repr(kind(1)) == f"{kind.__name__}(first=1, second='b')"
        assert kind(1, second="c") == kind(first=1, second="c") != kind(1)
        assert hash(kind(1)) == hash(kind(1))
        for words in ({}, {"first": 1, "third": 2}):
            with pytest.raises(TypeError):
                kind(**words)  # type: ignore[arg-type]


def test_a_quick_record_is_frozen() -> None:
    """Nothing can be changed in it, but a copy can be made that differs."""
    record = _Quick(1)
    with pytest.raises(FrozenInstanceError):
        record.first = 2  # type: ignore[misc]
    assert replace(record, first=2) == _Quick(2)
    assert changed(record, first=2) == _Quick(2)
    with pytest.raises(AttributeError):
        changed(record, third=2)


def test_fields_by_name_alone_stay_so() -> None:
    """A statement has too many fields to be told by place."""
    with pytest.raises(TypeError):
        Statement("measure", "x", Place(), "table")  # type: ignore[call-arg]
    said = Statement(kind="measure", indicator="x", place=Place(page=2), reader="table")
    assert (said.steps, said.place, said.value) == ((), Place(2), "")
    assert Step("extract", "value", "rule").place == Place()


def test_a_default_that_is_made_anew_is_refused() -> None:
    """It would be one and the same for all records."""
    with pytest.raises(TypeError, match="made anew"):

        @quick
        @dataclass(frozen=True, slots=True)
        class _Lists:
            all: list[int] = field(default_factory=list)
