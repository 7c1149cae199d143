"""Proposals: provisional ids for names that the catalogue lacks."""

from hypothesis import given
from hypothesis import strategies as st

from normalise.labels import label_form
from normalise.proposals import Proposal, propose
from tests.normalise.vocabulary_for_tests import VOCABULARY


def proposed(*names: str, taken: tuple[str, ...] = ()) -> tuple[Proposal, ...]:
    """What is proposed for some names."""
    return propose([label_form(name, VOCABULARY) for name in names], taken)


def ids(*names: str) -> dict[str, str]:
    """The proposed id of each name."""
    return {wording: p.indicator_id for p in proposed(*names) for wording in p.wordings}


def test_wordings_of_one_thing_share_an_id() -> None:
    """Boilerplate, years and suffixes make no second indicator; the id comes from the first wording."""
    (found,) = proposed("The number of potholes filled", "Number of potholes filled 2019/20", "Potholes filled [YTD]")
    assert found.indicator_id == "~number-of-potholes-filled-2019-20"
    assert len(found.wordings) == 3
    assert found.unit == "count"


def test_guards_keep_proposals_apart() -> None:
    """Another age, measure, base or code is another indicator."""
    names = ["Falls, aged 65+", "Falls, aged 18-64", "Number of falls, aged 65+", "Falls per 1,000", "Falls per 10,000"]
    names += ["NI 179", "NI 180", "NI 181 Falls", "NI 182 Falls"]
    found = ids(*names)
    assert found["Falls, aged 65+"] == found["Number of falls, aged 65+"]
    assert len(set(found.values())) == len(names) - 1


def test_a_name_without_measure_stands_alone_where_two_would_have_it() -> None:
    """`Potholes` is neither the number nor the percentage for certain."""
    found = ids("Potholes", "Number of potholes", "Percentage of potholes")
    assert len(set(found.values())) == 3


def test_ids_never_collide() -> None:
    """Names with one slug, and ids that are taken, get a suffix that depends on what they say."""
    first, second = proposed("Falls (65+)", "Falls 65%")
    assert first.indicator_id != second.indicator_id
    (other,) = proposed("Falls", taken=("~falls",))
    assert other.indicator_id.startswith("~falls-")
    assert proposed("—")[0].indicator_id.startswith("~")


def test_a_proposal_is_an_entry() -> None:
    """It stands beside the catalogue's entries, marked as proposed, with its other wordings as aliases."""
    entry = proposed("Potholes filled", "The potholes filled")[0].as_indicator()
    assert (entry.status, entry.name, entry.aliases) == ("proposed", "Potholes filled", ("The potholes filled",))


@given(st.permutations(["Falls 65+", "Number of falls 65+", "Rate of falls", "Falls", "Potholes", "The potholes", "—"]))
def test_the_order_of_names_does_not_matter(names: list[str]) -> None:
    """The same names give the same proposals, however they arrive."""
    assert proposed(*names) == proposed(*sorted(names))
