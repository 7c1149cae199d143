"""Candidates: which entries a name may mean, best first."""

from normalise.candidates import CatalogueIndex, framework_codes
from normalise.labels import label_form
from records import Indicator
from tests.normalise.vocabulary_for_tests import VOCABULARY

ENTRIES = (
    Indicator(indicator_id="quit-number", name="Number of smoking quitters", unit="count"),
    Indicator(indicator_id="quit-rate", name="Smoking quitters per 100,000", unit="rate per 100,000"),
    Indicator(indicator_id="libraries", name="Visits to libraries (in person)", unit="count", aliases=("Book places",)),
    Indicator(indicator_id="museums", name="Visits to museums", unit="count", frameworks=("NI 10", "Museum return")),
)
INDEX = CatalogueIndex(ENTRIES, VOCABULARY)


def ids(name: str, top: int = 5) -> list[str]:
    """The ids of the candidates for a name."""
    return [c.indicator_id for c in INDEX.find(label_form(name, VOCABULARY, spelling=INDEX.spelling), top)]


def test_only_entries_that_share_a_word_are_looked_at() -> None:
    """A name without a word in common has no candidates at all."""
    assert ids("Potholes filled") == []
    assert ids("Museums") == ["museums"]


def test_the_measure_ranks_alike_entries() -> None:
    """The rate comes before the number where the name prints a base."""
    assert ids("Rate of smoking quitters per 100,000")[0] == "quit-rate"
    assert ids("Number of smoking quitters")[0] == "quit-number"


def test_aliases_and_names_without_brackets_are_wordings_too() -> None:
    """Each way to word an entry is compared by itself, so an alias costs nothing."""
    for name in ("Book places", "Visits to libraries"):
        assert INDEX.find(label_form(name, VOCABULARY))[0].indicator_id == "libraries"
        assert INDEX.find(label_form(name, VOCABULARY))[0].entry_share == 1.0


def test_misspelt_words_reach_their_entry() -> None:
    """Damage is repaired against the words of the catalogue."""
    assert ids("Visits to musuems")[0] == "museums"


def test_another_code_of_the_same_framework_speaks_against() -> None:
    """NI 11 is not NI 10, whatever the words say."""
    found = INDEX.find(label_form("NI 11 Visits to museums", VOCABULARY))[0]
    assert [c.text for c in found.conflicts] == ["code: NI 11 against NI 10"]


def test_only_framework_codes_count_as_codes() -> None:
    """Names of returns stand among the frameworks but are no codes."""
    assert framework_codes(ENTRIES[3]) == {"NI 10"}


def test_ranking_is_the_same_whatever_the_order_of_the_catalogue() -> None:
    """Ties are broken by id, not by position."""
    turned = CatalogueIndex(tuple(reversed(ENTRIES)), VOCABULARY)
    form = label_form("Visits", VOCABULARY)
    assert [c.indicator_id for c in INDEX.find(form)] == [c.indicator_id for c in turned.find(form)]
