"""Gives names that the catalogue lacks a provisional id, so that a series exists before anybody decided.

Only names that say the same and that no guard keeps apart share an id. Names that await review get none: an id would
decide what a person has yet to decide.
"""

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from normalise.guards import guard_conflicts
from normalise.labels import LabelForm
from records import Indicator

_LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new indicator and the wordings it stands for; `name` is the first of them in sorted order."""

    indicator_id: str
    name: str
    wordings: tuple[str, ...]
    unit: str = ""

    def as_indicator(self) -> Indicator:
        """The proposal as an entry beside those of the catalogue."""
        return Indicator(
            indicator_id=self.indicator_id,
            name=self.name,
            unit=self.unit,
            aliases=tuple(wording for wording in self.wordings if wording != self.name),
            status="proposed",
        )


def propose(forms: Iterable[LabelForm], taken: Collection[str] = ()) -> tuple[Proposal, ...]:
    """Clusters the forms of new names and names each cluster `~slug`; never an id of `taken`. Sorted by id.

    The order in which names arrive does not matter.
    """
    by_name = {form.raw: form for form in forms}
    groups: defaultdict[str, list[LabelForm]] = defaultdict(list)
    for name in sorted(by_name):
        groups[_group_key(by_name[name])].append(by_name[name])
    clusters = [(key, cluster) for key in sorted(groups) for cluster in _split(groups[key])]
    slugs = Counter(_slug(cluster[0].raw) for _, cluster in clusters)
    found = []
    for key, cluster in clusters:
        slug = _slug(cluster[0].raw)
        if slugs[slug] > 1 or not slug or f"~{slug}" in taken:
            slug = f"{slug}-{_digest(key, cluster)}".strip("-")
        found.append(_proposal(slug, cluster))
    return tuple(sorted(found, key=lambda proposal: proposal.indicator_id))


def _group_key(form: LabelForm) -> str:
    """Names without a content word ("NI 179") are the same only if they are the same code or the same text."""
    if form.tokens:
        return form.key
    return " ".join(form.codes) or " ".join(form.raw.casefold().split())


def _split(forms: list[LabelForm]) -> list[list[LabelForm]]:
    """Parts names of one key that a guard or a code keeps apart. Those that print no measure join where only one
    cluster would have them, and stay by themselves where it could be either."""
    clusters: list[list[LabelForm]] = []
    for form in (f for f in forms if f.measures):
        home = next((cluster for cluster in clusters if all(_joins(form, other) for other in cluster)), None)
        if home is None:
            clusters.append([form])
        else:
            home.append(form)
    measured = [tuple(cluster) for cluster in clusters]
    loose: list[list[LabelForm]] = []
    for form in (f for f in forms if not f.measures):
        homes = [number for number, cluster in enumerate(measured) if all(_joins(form, other) for other in cluster)]
        if len(homes) == 1:
            clusters[homes[0]].append(form)
            continue
        own = next((cluster for cluster in loose if all(_joins(form, other) for other in cluster)), None)
        if own is None:
            loose.append([form])
        else:
            own.append(form)
    return [sorted(cluster, key=lambda form: form.raw) for cluster in (*clusters, *loose)]


def _joins(a: LabelForm, b: LabelForm) -> bool:
    if guard_conflicts(a, b) or guard_conflicts(b, a):
        return False
    frameworks = {code.split(" ")[0] for code in a.codes} & {code.split(" ")[0] for code in b.codes}
    return not frameworks or bool(set(a.codes) & set(b.codes))


def _slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, cut at a word; "" where the text has none."""
    plain = unicodedata.normalize("NFKD", text.replace("%", " percent ").replace("£", " gbp ")).encode(
        "ascii", "ignore"
    )
    words = re.findall(r"[a-z0-9]+", plain.decode("ascii").lower())
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:_LONGEST_SLUG]
        if len(longer) > _LONGEST_SLUG:
            break
        slug = longer
    return slug


def _digest(key: str, cluster: list[LabelForm]) -> str:
    """Tells clusters with one slug apart by what they say, not by the order in which they were found."""
    said = "\n".join([key, *sorted(cluster[0].measures), cluster[0].raw])
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def _proposal(slug: str, cluster: list[LabelForm]) -> Proposal:
    wordings = tuple(form.raw for form in cluster)
    return Proposal(f"~{slug}", wordings[0], wordings, _unit(cluster))


def _unit(cluster: list[LabelForm]) -> str:
    """The unit that the names themselves print, where they print just one and it is whole ("rate" alone is not)."""
    measures = {measure for form in cluster for measure in form.measures if measure not in ("rate", "ratio")}
    if len(measures) != 1:
        return ""
    (measure,) = measures
    return re.sub(r"\d+", lambda match: f"{int(match[0]):,}", measure) if measure.startswith("rate per") else measure
