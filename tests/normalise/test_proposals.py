"""Proposals: provisional ids for threads that the catalogue lacks."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from normalise.labels import label_form
from normalise.proposals import Nameless, Proposal, propose, slug_of
from tests.normalise.vocabulary_for_tests import VOCABULARY


def thread(*names: str, council: str = "Wexmoor", year: int = 2019, unit: str = "", tells: bool = True) -> Nameless:
    """A thread whose names follow each other in one council's papers."""
    forms = tuple(label_form(name, VOCABULARY) for name in names)
    return Nameless(
        forms=forms,
        keys=tuple(form.key for form in forms),
        names=names,
        units=(unit,) if unit else (),
        organisation=council,
        first=(date(year, 3, 31), f"{council} {year}", 0),
        papers=frozenset({f"{council} {year}"}),
        tells=tells,
    )


def ids(*threads: Nameless, taken: tuple[str, ...] = ()) -> list[str]:
    """The proposed id of each thread, in their order."""
    found = {member: p.indicator_id for p in propose(threads, taken) for member in p.members}
    return [found[place] for place in range(len(threads))]


def only(*threads: Nameless) -> Proposal:
    """The one proposal for these threads."""
    (found,) = propose(threads)
    return found


def test_the_first_wording_gives_the_id() -> None:
    """Later papers with other words leave the id as it is."""
    early = thread("Number of potholes filled")
    assert (
        ids(early)
        == ids(thread("Number of potholes filled", "Holes in roads filled"))
        == ["~number-of-potholes-filled"]
    )


def test_councils_share_an_id_by_a_telling_wording() -> None:
    """One wording in common is enough; the earlier paper names it, and all wordings are kept."""
    one = thread("Potholes filled", "Road defects filled", unit="count")
    found = only(one, thread("The number of road defects filled", council="Harrowmere", year=2021, unit="count"))
    assert found.indicator_id == "~potholes-filled" and found.unit == "count" and found.members == (0, 1)
    assert len(found.as_indicator().aliases) == 2 and found.as_indicator().status == "proposed"


def test_a_wording_that_tells_nothing_is_no_bridge() -> None:
    """ "Complaints" of two councils may be of two services; each has an id that the other's papers cannot change."""
    one, two = thread("Complaints", tells=False), thread("Complaints", council="Harrowmere", tells=False)
    assert len(set(ids(one, two))) == 2 and ids(one, two)[0] == ids(one)[0]


def test_guards_and_units_keep_councils_apart() -> None:
    """Another age or another unit is another indicator."""
    falls = thread("Falls of people aged 65+", "Falls of residents", unit="count")
    other = thread("Falls of people aged 18-64", "Falls of residents", council="Harrowmere", unit="count")
    rate = thread("Falls of people aged 65+", council="Thornlea", unit="rate per 1,000")
    assert len(set(ids(falls, other, rate))) == 3


def test_threads_of_one_council_never_meet() -> None:
    """Its own papers told them apart; another council's thread that could be either is neither."""
    housing, revenue = thread("Calls answered in time"), thread("Calls answered in time", year=2020)
    assert len(set(ids(housing, revenue, thread("Calls answered in time", council="Harrowmere")))) == 3


def test_ids_never_collide() -> None:
    """Names with one slug, and ids that are taken, get a suffix that depends on what they say."""
    first, second = ids(thread("Falls (65+)"), thread("Falls 65%", year=2020))
    assert first == "~falls-65" and second.startswith("~falls-65-")
    assert ids(thread("Falls"), taken=("~falls",))[0].startswith("~falls-")
    assert ids(thread("—"))[0].startswith("~")


def test_a_slug_is_cut_at_a_word() -> None:
    """Ids stay short and plain."""
    assert slug_of("Café visits, £ per head") == "cafe-visits-gbp-per-head"
    assert len(slug_of("word " * 40)) <= 60


@given(st.permutations(range(4)))
def test_the_order_of_threads_does_not_matter(order: list[int]) -> None:
    """The same threads give the same proposals, however they arrive."""
    threads = [
        thread("Potholes filled"),
        thread("Potholes filled", council="Harrowmere", year=2018),
        thread("Falls 65+", council="Harrowmere", year=2018),
        thread("Falls 65+", "Potholes filled", council="Thornlea", year=2020),
    ]
    straight = ids(*threads)
    assert [ids(*(threads[n] for n in order))[order.index(n)] for n in range(4)] == straight
