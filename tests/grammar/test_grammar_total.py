"""Every grammar answers any text, and says "not of that kind" where it is none: a paper may print whatever it likes."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grammar.accumulation import accumulation_of
from grammar.arrows import direction_of_word, find_arrows, parse_arrow, parse_arrow_word
from grammar.codes import frameworks_in, is_code, split_code
from grammar.marks import parse_marks
from grammar.meanings import is_steady, rag_of_meaning, speaks_of_change
from grammar.missing import missing_reason
from grammar.numbers import find_quantities, parse_quantity
from grammar.periods import find_periods, parse_label, parse_period
from grammar.polarity import parse_polarity
from grammar.ratings import find_rating_words, parse_rating
from grammar.targets import parse_target
from grammar.units import canonical_unit, scaled_pounds, unit_of_header, unit_of_name

GRAMMARS: tuple[Callable[[str], object], ...] = (
    parse_quantity, find_quantities, missing_reason, scaled_pounds,
    parse_period, find_periods, accumulation_of,
    parse_rating, find_rating_words, rag_of_meaning, parse_marks,
    parse_arrow, parse_arrow_word, direction_of_word, find_arrows, is_steady, speaks_of_change, parse_polarity,
    is_code, split_code, frameworks_in,
    canonical_unit, unit_of_header, unit_of_name, parse_target,
)  # fmt: skip
"""Numbers, periods, ratings, arrows, codes, units, targets."""

PRINTED = st.text("0123456789.,%£/-–()<>≤± QqHh1²½٣１GARBgarb↑↓→▲▼●✓éèÇ\u00a0\u202e\t:;*'’&", max_size=30)
_SAID = (
    "April Apr 2019/20 19/20 2019 31st Q1 H2 year to end of ytd per 1,000 days £m % above below target green amber red "
    "improving up down N/A tbc NI 192 BV 8a PI/5.6 between and or at least higher is better"
)
WORDS = st.lists(st.sampled_from(_SAID.split()), max_size=8).map(" ".join)


@pytest.mark.parametrize("grammar", GRAMMARS, ids=lambda grammar: grammar.__name__)
@given(text=st.text(max_size=40) | PRINTED | WORDS)
def test_a_grammar_answers_any_text(grammar: Callable[[str], object], text: str) -> None:
    """The same text twice gives the same answer, and none is an error."""
    assert grammar(text) == grammar(text)


@given(text=st.text(max_size=40) | PRINTED | WORDS)
def test_labels_of_columns_answer_any_text(text: str) -> None:
    """With a report's period to fill them up, and without."""
    parse_label(text, None)
    parse_label(text, parse_period("Q2 2019/20"))
