"""House-style profiles: what a paper's own headers and legends cannot tell, written down as YAML by the data team.

A profile never names a single paper: it holds for every paper whose organisation and first lines fit it.
YAML is read strictly, as a misread key would silently change figures: keys written twice, keys that YAML takes for
something other than text (`No`, `1`) and words outside the closed lists are errors.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from errors import WorkspaceError
from records import ArrowDirection, Rag

HeaderRole = Literal[
    "code", "name", "polarity", "period", "value", "previous", "previous_period", "target", "annual_target",
    "tolerance", "rating", "arrow", "change", "comparator", "benchmark", "fraction", "unit",
    "area", "comment", "description", "none",
]  # fmt: skip
"""What a column or a labelled row is for; "none" leaves it out."""

ArrowSense = Literal["performance", "value"]
KeyPath = tuple[str, ...]
Word = TypeVar("Word", bound=str)

_KEYS = (
    "name", "organisation", "match", "header_roles", "ratings", "arrows", "arrow_sense", "report_period",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """What one house style leaves unsaid.

    It applies where the paper is by `organisation` (`area_id`; "" for any) and all words of `match` stand in its
    first lines. `header_roles` is keyed by `header_key` of the printed header. `ratings` and `arrows` are keyed by the
    symbol exactly as printed: letters of symbol fonts change their meaning with their case. `report_period` is the
    period of the paper where its head prints none.
    """

    name: str = ""
    organisation: str = ""
    match: tuple[str, ...] = ()
    header_roles: Mapping[str, HeaderRole] = field(default_factory=dict)
    ratings: Mapping[str, Rag] = field(default_factory=dict)
    arrows: Mapping[str, ArrowDirection] = field(default_factory=dict)
    arrow_sense: ArrowSense | None = None
    report_period: str = ""


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A YAML mapping, and where its keys stand: line and column, both from 1, by the path of the key."""

    path: Path
    values: Mapping[str, Any]
    places: Mapping[KeyPath, tuple[int, int]] = field(default_factory=dict)

    def error(self, key: KeyPath, message: str) -> WorkspaceError:
        """An error that names file, line, column and key."""
        place = self.places.get(key) or self.places.get(key[:-1])
        where = f", line {place[0]}, column {place[1]}" if place else ""
        return WorkspaceError(f"{self.path}{where}: {': '.join((*key, message))}")


def header_key(header: str) -> str:
    """What two printed headers must share to be one: the words, whatever their case and spacing."""
    return " ".join(header.split()).casefold()


def parse_profile(mapping: Mapping[str, Any], file: Path) -> Profile:
    """The profile that a YAML mapping says. Raises WorkspaceError naming `file`, the key and what to write."""
    return profile_of(YamlFile(file, mapping))


def profile_of(source: YamlFile) -> Profile:
    """The profile that a YAML file says. Raises WorkspaceError naming file, line, column and what to write."""
    check_keys(source, _KEYS)
    profile = Profile(
        name=text_of(source, "name") or source.path.stem,
        organisation=text_of(source, "organisation"),
        match=_list_of(source, "match"),
        header_roles=_words_of(source, "header_roles", get_args(HeaderRole), header_key),
        ratings=_words_of(source, "ratings", get_args(Rag), _squeeze),
        arrows=_words_of(source, "arrows", get_args(ArrowDirection), _squeeze),
        arrow_sense=word_of(source, "arrow_sense", get_args(ArrowSense)),
        report_period=_report_period(source),
    )
    if not profile.organisation and not profile.match:
        raise source.error((), "needs `organisation` or `match`: it must say which papers it is for")
    return profile


def load_profile(path: Path) -> Profile | None:
    """The profile of a YAML file, None where the file holds nothing but comments."""
    source = read_yaml(path)
    return profile_of(source) if source.values else None


# ---------------------------------------------------------------------------------------------- reading YAML
def read_yaml(path: Path) -> YamlFile:
    """A YAML file that holds a mapping, or nothing but comments. Raises WorkspaceError naming line and column."""
    import yaml

    try:
        text = path.read_text(encoding="utf-8-sig")
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        values = yaml.safe_load(text)
    except OSError as error:
        raise WorkspaceError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise WorkspaceError(f"{path}: byte {error.start + 1} is not UTF-8; save the file as UTF-8") from error
    except (yaml.YAMLError, ValueError) as error:  # a date such as 2020-13-45 is a ValueError
        raise WorkspaceError(f"{path}{_mark_of(error)}: not readable as YAML ({_problem_of(error)})") from error
    if values is None:
        return YamlFile(path, {})
    if not isinstance(values, dict):
        raise WorkspaceError(f"{path}, line 1, column 1: must be lines of `key: value`, not a {_sort_of(values)}")
    return YamlFile(path, values, _places(path, tree))


def _mark_of(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""


def _problem_of(error: Exception) -> str:
    return str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)


def _places(path: Path, tree: Any, above: KeyPath = ()) -> dict[KeyPath, tuple[int, int]]:
    """Where the keys of two levels stand. Raises WorkspaceError for a key that stands twice or is no text."""
    found: dict[KeyPath, tuple[int, int]] = {}
    for key, value in tree.value:
        place = (key.start_mark.line + 1, key.start_mark.column + 1)
        where = f"{path}, line {place[0]}, column {place[1]}"
        if not key.tag.endswith(":str"):
            raise WorkspaceError(f"{where}: YAML does not take `{_shown(key)}` for text; write it in quotes")
        if (*above, key.value) in found:
            raise WorkspaceError(f"{where}: `{key.value}` stands twice; keep one of them")
        found[(*above, key.value)] = place
        if value.id == "mapping" and not above:
            found |= _places(path, value, (key.value,))
    return found


def _shown(key: Any) -> str:
    return key.value if isinstance(key.value, str) else key.id


# ---------------------------------------------------------------------------------------------- reading values
def check_keys(source: YamlFile, known: tuple[str, ...]) -> None:
    """Raises WorkspaceError for a key that means nothing."""
    for key in source.values:
        if key not in known:
            raise source.error((str(key),), f"no such key; the keys are {', '.join(known)}")


def text_of(source: YamlFile, key: str) -> str:
    """The text of a key, "" where it is not there."""
    value = source.values.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise source.error((key,), f"is {value!r}, must be text; write it in quotes")
    return _squeeze(value)


def word_of(source: YamlFile, key: str, known: tuple[Word, ...]) -> Word | None:
    """The word of a closed list, None where the key is not there."""
    value = source.values.get(key)
    return None if value is None else _known_word(source, (key,), value, known)


def _known_word(source: YamlFile, key: KeyPath, value: object, known: tuple[Word, ...]) -> Word:
    word = next((word for word in known if word == value), None)
    if word is None:
        raise source.error(key, f"is {value!r}, must be one of {', '.join(known)}")
    return word


def _words_of(source: YamlFile, key: str, known: tuple[Word, ...], fold: Callable[[str], str]) -> dict[str, Word]:
    """A mapping from printed texts to words of a closed list; the printed texts are folded."""
    mapping = source.values.get(key)
    if mapping is None:
        return {}
    if not isinstance(mapping, dict):
        raise source.error((key,), "must be lines of `printed text: word`, each set in by two spaces")
    words: dict[str, Word] = {}
    for printed, value in mapping.items():
        if not isinstance(printed, str) or not fold(printed):
            raise source.error((key, str(printed)), "the printed text must be text; write it in quotes")
        if fold(printed) in words:
            raise source.error((key, printed), "stands twice, in other words or spacing; keep one of them")
        words[fold(printed)] = _known_word(source, (key, printed), value, known)
    return words


def _list_of(source: YamlFile, key: str) -> tuple[str, ...]:
    values = source.values.get(key)
    if values is None:
        return ()
    if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
        raise source.error((key,), 'must be a list of texts, such as ["Council Plan", "Appendix 1"]')
    return tuple(_squeeze(value) for value in values)


def _report_period(source: YamlFile) -> str:
    from grammar.periods import parse_period

    period = text_of(source, "report_period")
    if period and parse_period(period) is None:
        raise source.error(("report_period",), f"{period!r} is no period; write one such as `Quarter 2 2019/20`")
    return period


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _sort_of(value: object) -> str:
    return "list" if isinstance(value, list) else "single value"
