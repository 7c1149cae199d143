"""A matcher that was kept is the matcher that is made anew."""

from dataclasses import fields, replace

import pytest

from archive.codec import packed, unpacked
from normalise.candidates import CatalogueIndex
from normalise.matching import Matcher
from normalise.prepared import Prepared, matcher_of, prepared_of
from tests.shared_papers import starter_workspace

WORKSPACE = starter_workspace()
WORDS = (WORKSPACE.catalogue, WORKSPACE.abbreviations, WORKSPACE.guards)
PHRASES = ("short_forms", "wordings", "senses", "known_words", "weak_stems", "default_tokens")
NAMES = (
    "% of household waste recycled or composted",
    "NI 191 Residual waste per household (kg)",
    "LAC with 3+ placement moves in year",
    "Number of KSI casualties (rolling 12 months)",
    "Avg. days to process new HB/CTB claims",
    "Compliments received by the crematorium",
)


@pytest.fixture(scope="module")
def made() -> Matcher:
    """Made anew."""
    return Matcher(*WORDS)


@pytest.fixture(scope="module")
def kept(made: Matcher) -> Matcher:
    """Kept as bytes and fetched back."""
    return matcher_of(*WORDS, unpacked(packed(prepared_of(made)), Prepared))


def test_the_words_are_the_same(made: Matcher, kept: Matcher) -> None:
    """Phrases with their rules in the order in which they are looked at."""
    for name in PHRASES:
        assert getattr(made.index.vocabulary, name) == getattr(kept.index.vocabulary, name), name
    for name in ("short_forms", "wordings", "senses"):
        one, two = (getattr(matcher.index.vocabulary, name) for matcher in (made, kept))
        assert list(one.phrases) == list(two.phrases)
        assert list(one.words) == list(two.words)


def test_the_index_is_the_same(made: Matcher, kept: Matcher) -> None:
    """Each of its parts, and no form of a name is made anew."""
    for part in fields(CatalogueIndex):
        if part.name not in ("vocabulary", "spelling", "clipped"):
            assert getattr(made.index, part.name) == getattr(kept.index, part.name), part.name
    assert [form.spoken for form in made.index.forms.values()] == [form.spoken for form in kept.index.forms.values()]
    assert made.index.spelling == kept.index.spelling


@pytest.mark.parametrize("name", NAMES)
def test_names_are_matched_alike(made: Matcher, kept: Matcher, name: str) -> None:
    """Decision, candidates, scores and reasons."""
    assert kept.match(name) == made.match(name)
    assert kept.form(name, "") == made.form(name, "")


def test_other_words_make_another(made: Matcher) -> None:
    """What is kept belongs to its words: an entry more is matched only by a matcher that was made of it."""
    entry = replace(WORKSPACE.catalogue[0], indicator_id="crematorium-compliments", name=NAMES[-1], aliases=())
    words = ((*WORDS[0], entry), *WORDS[1:])
    assert matcher_of(*words, prepared_of(Matcher(*words))).match(NAMES[-1]).indicator_id == entry.indicator_id
    assert made.match(NAMES[-1]).indicator_id == ""
