"""Words: reading texts chunk by chunk gives what reading them whole gives."""

from hypothesis import given, settings
from hypothesis import strategies as st

from normalise.labels import label_form
from normalise.words import clean, split_words, words_of
from tests.normalise.vocabulary_for_tests import ABBREVIATIONS, GUARDS, VOCABULARY

_TEXTS = [text for rule in GUARDS for text in (*rule.wordings, rule.value)]
# fmt: off
_CHUNKS = (
    "no", "nos", "No.", "w", "wd", "w/", "w/d", "w/in", "d", "days", "000", "100", "10,000", "1,0OO", "16", "18",
    "18,", ",", "16-", "-", "-5", "to", "by", "t'o", "'by", "target", "targets", "target:", "10%", "%", "percent",
    "per", "Per", "PER", "per-cent", "cent", "Percentage", "£5", "£", "<", "5", ">", "<=", "≥", "&", "+", "@", "1O",
    "l5", "lO0", "5l", "n0s", "sec0nds", "secs", "seconds", "hhold", "h/hold", "h/holds", "t/u", "p/a", "p.a.",
    "(to", "(by", "5k", "OOO", "of", "#", "'", '"', "’", "–", "2016/17", "/", "/1000", "1000", "wdays", "30wd",
    "c02e", "CO2", "under75", "take-up", "A*-C", "A*", "B&B", "R&M", "(SEN)", "[Cumulative]", "children's", "Two",
    "two", "and",
)
# fmt: on


def test_all_texts_that_ship_are_read_alike() -> None:
    texts = [*_TEXTS, *(entry.expansion for entry in ABBREVIATIONS)]
    assert [text for text in texts if list(words_of(text)) != split_words(clean(text))] == []


@settings(max_examples=2000)
@given(st.lists(st.sampled_from(_CHUNKS), max_size=6))
def test_chunks_that_need_their_neighbours_are_read_with_them(chunks: list[str]) -> None:
    text = " ".join(chunks)
    assert list(words_of(text)) == split_words(clean(text))


@given(st.text(max_size=30))
def test_any_text_is_read_alike(text: str) -> None:
    assert list(words_of(text)) == split_words(clean(text))


def test_a_name_may_be_left_without_words() -> None:
    assert label_form("NI 157", VOCABULARY).tokens == ()
