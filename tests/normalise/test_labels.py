"""Labels: the comparable form of a printed name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.labels import label_form, take_codes, unit_measure
from normalise.vocabulary import Abbreviation, Vocabulary
from normalise.words import Spelling, clean, stem
from tests.normalise.vocabulary_for_tests import GUARDS, VOCABULARY


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Percentage of LAC with a health check", "% of children in care with a health assessment"),
        ("Number of CiC", "The number of children looked after"),
        ("Adults with learning difficulties", "Adults with LD"),
        ("Requests for a statement of SEN", "Requests for an EHC plan"),
        ("Rough sleepers [Monthly Snapshot]", "People sleeping rough"),
        ("Library visits 2017/18", "Library visits"),
        ("NI 112: Under-18 conceptions", "Teenage pregnancies"),
        ("Oﬃce visits per cent", "Office  visits %"),
        ("Per-\nmanent exclusions", "Permanent exclusions"),
        ("Increase the number of library visits to 35,000", "Number of library visits"),
        ("Quitters at four weeks", "Quitters at 4 weeks"),
        ("16-17 year olds NEET or not known", "16-17 year olds who are NEET or whose activity is not known"),
        ("% of LAC fostered in-house", "Percentage of looked after children placed with in-house foster carers"),
        ("Attainment 8 score (KS4)", "Average Attainment 8 score per pupil"),
        ("Pupils missing 10% or more of sessions", "Pupils persistently absent"),
    ],
)
def test_wordings_of_one_thing_have_one_key(left: str, right: str) -> None:
    """Boilerplate, abbreviations, suffixes, codes, years, targets and damage do not count."""
    assert label_form(left, VOCABULARY).key == label_form(right, VOCABULARY).key


@pytest.mark.parametrize(
    ("text", "codes", "bare"),
    [
        ("NI157c", ("NI 157c",), ()),
        ("NI 066", ("NI 66",), ()),
        ("NI 157 (b)", ("NI 157b",), ()),
        ("BVPI 82d Waste landfilled", ("BV 82d",), ()),
        ("ASCOF 2C (2)", ("ASCOF 2C(2)",), ()),
        ("ASC 1C part 2B: carers", ("ASCOF 1C(2B)",), ()),
        ("PHOF 2.06ii", ("PHOF 2.06ii",), ()),
        ("PHOF C09a", ("PHOF C09a",), ()),
        ("2.06i - Excess weight", (), ("2.06i",)),
        ("Satisfaction of carers (3B)", (), ("3B",)),
        ("Unique visitors, 2019", (), ()),
    ],
)
def test_codes_have_one_spelling(text: str, codes: tuple[str, ...], bare: tuple[str, ...]) -> None:
    """Framework codes are found in every way of printing them; other numbers are no codes."""
    assert take_codes(text)[1:] == (codes, bare)


def test_suffixes_are_kept_as_features() -> None:
    """What stands in square brackets is no content but is not lost."""
    assert label_form("Visits [Cumulative]", VOCABULARY).suffixes == ("Cumulative",)


def test_abbreviations_are_read_as_written() -> None:
    """LAC is a short form, lac is not; a short form with two meanings is left alone."""
    two = Vocabulary(GUARDS, (Abbreviation("PA", "persistent absence"), Abbreviation("PA", "personal assistants")))
    assert label_form("Health of LAC", VOCABULARY).tokens != label_form("Health of lac", VOCABULARY).tokens
    assert "pa" in label_form("PA rate", two).tokens
    assert label_form("FoI answered", VOCABULARY).key == label_form("Freedom of information answered", VOCABULARY).key


def test_the_known_unit_decides_the_measure() -> None:
    """A base beats the words before it, a unit known from elsewhere beats both."""
    assert label_form("Number of crimes per 1,000", VOCABULARY).measures == {"rate per 1000"}
    assert label_form("Crimes", VOCABULARY, unit="count").measures == {"count"}
    assert unit_measure("rate per 10,000") == "rate per 10000"


def test_damage_is_repaired_without_turning_a_word_round() -> None:
    """OCR and typing slips lead to the known word; a prefix that changes the meaning never does."""
    spelling = Spelling(frozenset({"employed", "permanent", "minor", "active", "looked", "children"}))
    assert [spelling.repair(word) for word in ("permanant", "rninor", "chiidren")] == ["permanent", "minor", "children"]
    assert [spelling.repair(word) for word in ("unemployed", "inactive", "cooked")] == [
        "unemployed",
        "inactive",
        "cooked",
    ]


def test_digits_that_stand_for_letters_are_repaired() -> None:
    """`1` in a word is an l, `O` in a number is a zero, and thousands close up."""
    assert clean("De1ayed adu1ts per 1OO ,000 aged 10-l7") == "Delayed adults per 100000 aged 10-17"


@pytest.mark.parametrize(("word", "stemmed"), [("exclusions", "exclusion"), ("policies", "policy"), ("bus", "bus")])
def test_stems_lose_number_only(word: str, stemmed: str) -> None:
    """A stem drops endings of number and tense, never more."""
    assert stem(word) == stemmed


@given(st.text(max_size=60))
def test_any_text_has_a_form(text: str) -> None:
    """No text breaks the reading of names, and the form does not depend on white space."""
    form = label_form(text, VOCABULARY)
    assert form.raw == text
    assert label_form(f"  {text} ", VOCABULARY).features == form.features


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("per 10.000 under 18", "per 10000 under 18"),
        ("Chi1d P1an", "Child Plan"),
        ("O1der people", "Older people"),
        ("Key Stage2 Writing&Maths", "Key Stage 2 Writing and Maths"),
        ("mortality under75", "mortality under 75"),
        ("in 20 w/days, held w/in 3 months", "in 20 working days, held within 3 months"),
        ("ASCOF 1I and 2B", "ASCOF 1I and 2B"),
        ("PM2.5 and A*-C at KS2", "PM2.5 and A*-C at KS2"),
    ],
)
def test_lost_spaces_and_strokes_are_read(printed: str, read: str) -> None:
    """What looks like damage in a code is none."""
    assert clean(printed) == read


def test_a_line_without_spaces_is_parted_into_known_words() -> None:
    """The fewest words; what they do not cover stays as it is."""
    known = frozenset({"percentage", "of", "care", "leavers", "aged", "suitable", "in", "percent", "age"})
    spelling = Spelling(known)
    assert spelling.repair("percentageofcareleavers") == "percentage of care leavers"
    assert spelling.repair("percentagexyzcareleavers") == "percentagexyzcareleavers"


def test_what_is_too_long_for_a_word_is_left_alone() -> None:
    """Undoing all mistakes that recognising may have made in it would take for ever."""
    spelling = Spelling(frozenset({"minor", "of", "care", "leavers", "percentage"}))
    assert spelling.repair("rn" * 5_000) == "rn" * 5_000
    assert spelling.repair("percentageofcareleavers" * 20) == "percentageofcareleavers" * 20
