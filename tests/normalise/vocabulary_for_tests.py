"""The starter vocabulary, loaded once for all tests of names."""

from pathlib import Path

from normalise.catalogue import load_guards
from normalise.vocabulary import Abbreviation, Vocabulary

STARTERS = Path(__file__).resolve().parents[2] / "starters"
GUARDS = load_guards(STARTERS / "guards.csv")
ABBREVIATIONS = (Abbreviation("KSI", "killed or seriously injured"), Abbreviation("FoI", "freedom of information"))
VOCABULARY = Vocabulary(GUARDS, ABBREVIATIONS)
