"""What a column (or a labelled row) is for, told from its header words.

The table below is the whole vocabulary, in order: the first pattern that matches wins. A header that matches none
has no role: its column is listed as not read, never taken for a value by default.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Role = Literal[
    "code",
    "name",
    "polarity",
    "period",
    "value",
    "previous",
    "previous_period",
    "target",
    "annual_target",
    "tolerance",
    "rating",
    "arrow",
    "change",
    "comparator",
    "benchmark",
    "fraction",
    "area",
    "unit",
    "comment",
    "description",
    "none",
]


@dataclass(frozen=True, slots=True)
class RoleRule:
    """One line of the vocabulary: a role and the header words that tell it."""

    role: Role
    pattern: re.Pattern[str]


def _rule(role: Role, *patterns: str) -> RoleRule:
    return RoleRule(role, re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE))


_AVERAGE = r"(?:averages?|avge?\.?|ave?\.?|mean|median)"
_GROUPS = (
    r"(?:mets?|metropolitans?|unitar(?:y|ies)|districts|counties|shires?|boroughs|cities|authorit(?:y|ies)|councils|las?|"
    r"lgas?|group|cluster|sector|housemark|apse|ons|nn|sw|se|nw|ne|em|wm|welsh|english)"
)
"""Whose average it may be; `District average` beside the figures of wards is the council's own."""

RULES: tuple[RoleRule, ...] = (
    # what looks like a value's header but is not one
    _rule(
        "comment",
        r"^(latest |additional |supporting )?(comment(s|ary)?|notes?|narrative|explanation|progress (made|"
        r"update|comment|note).*|update|rationale.*|reason.*)\b",
        r"^(managed by|owner|lead|responsible.*|accountable.*|scrutiny committee|committee|portfolio.*|"
        r"directorate|department|service( area)?|team|officer|head of service|author|frequency|data source|"
        r"source|cat(egory)?|type|priority|theme|aim|outcome (no|ref).*|objective|corporate (priority|plan.*)|"
        r"year introduced|actions?( taken| required| to be taken| and.*)|next steps?|milestones?( .*)?|impact|"
        r"evidence|risks?|issue(s)?|seen by|date|deadline|due( date)?|start date|end date|completion date|"
        r"member|cabinet member|contact|links?.*|mitigation.*|direction and (comment|narrative).*)$",
        r"^(quarter|q) ?\d.* (narrative|comment(ary)?|update)$",
        r"\bnarrative\b|\bcommentary\b",
        r"\b(target|due|completion|start|end|review|delivery|decision) dates?\b",
    ),
    _rule(
        "fraction",
        r"numerator",
        r"denominator",
        r"^(lower|upper|95%?)?( 95%?)? ?(ci|cl|c\.i\.|confidence (interval|limit|bound)s?)( \(.*\))?$",
        r"^(num|den|denom)\.?$|^n ?=$|^(sample|base)( size)?s? \(n\)$|^(sample|base) size$|^sample$",
        r"^(no\.?|number|count|total)( of)? (respondents|responses|replies)$|^respondents$",
    ),
    _rule(
        "polarity",
        r"minimi[sz]e|maximi[sz]e",
        r"\bpolarity\b",
        r"^(good (performance )?(is|to be)|good performance|what is good|desired direction|preferred direction|"
        r"aim( to)?|good to be|"
        r"(high|low)er is better\??|better (if|when|is).*|is good)$",
        r"^(desired|preferred|intended) (direction|trend|outcome)",
    ),
    _rule(
        "tolerance",
        r"\btoleran",
        r"\bfloor\b",
        r"^(amber|red|green) (threshold|trigger|range|zone)",
        r"^intervention (level|trigger)",
        r"\bthresholds?\b",
        r"^variance allowed",
    ),
    _rule(
        "comment",
        r"\b(last|previous|prior)\b.*\b(status|rag|rating)\b|\b(status|rag|rating)\b.*\b(last|previous|prior)\b",
    ),
    _rule("comparator", r"^(top|upper|best|lower|bottom|median) q(tile)?s?\.?$"),
    _rule(
        "comment",
        r"\brank(ing|ed)?\b|\bquartile\b|\bposition in\b|\bleague\b|^deciles?$",
    ),
    _rule(
        "change",
        r"^(gap|distance|difference|diff\.?|shortfall)( (to|from|against|between|with) .*)?$",
        r"^(over ?/ ?under|under ?/ ?over|\+ ?/ ?-?|±)( .*)?$",
    ),
    _rule("previous", r"^(previous|prev|baseline|last period|prior)\b"),
    # words on the target, and none of the target itself
    _rule(
        "rating",
        r"\b(expected|forecast|predicted|projected|likely|on course|on track|set|able) to "
        r"(meet|achieve|hit|reach|exceed)\b.*\btargets?\b",
        r"^(performance|progress|position|delivery|outcome) (against|v\.?|vs\.?|versus|compared (to|with)) (the |our )?"
        r"((annual|year[- ]end|quarterly|profiled) )?targets?\??$",
        r"^(?!what|which|where|how)(?=.*\btargets?\b).+ .*\?$",
    ),
    _rule(
        "annual_target",
        r"\b(annual|year[- ]?end|full[- ]year|end of year|yearly|year end) (target|goal|aim)",
        r"^target .*\b(year[- ]end|full year|annual)\b",
    ),
    _rule(
        "rating",
        r"\brag\b(?!.*narrative)",
        r"\b(status|rating|expected outcome|traffic light|predicted .*status|overall rating|performance rating|"
        r"symbol|on target\??|target met\??|achieved\??|achievement)\b(?!.*trend)",
        r"^outcome$|^(are we )?on track\??$",
        r"^(forecast|predicted|expected) (outcome|status|rag|position|year[- ]end status)",
    ),
    _rule(
        "arrow",
        r"^d\.?o\.?t\.?$|^d\.?o\.?p\.?$",
        r"direction( of)? (of )?(travel|performance|change)|^direction$",
        r"\btrend\b|\btrajectory\b",
        r"better or worse|improv(ed|ing|ement)\b.*(than|since|from|on|direction|\?)|^improv(ing|ement)\??$",
        r"^(compared (to|with)|against|vs\.?) (last|previous|same)",
        r"^(compared (to|with)|vs?\.?|versus|(better|worse|up|down) (than|on))( .*\d.*)?$",
        r"^(last (year|quarter|month)|change (since|from|on) (last|previous).*) (trend|direction)$",
        r"^status trend",
    ),
    _rule(
        "change",
        r"\b(increase ?/ ?decrease|change|variance|difference|var\.?|movement|variation)\b",
        r"^(increase|decrease|growth)\b",
        # how far a figure is from another: read as a target or as a comparator's figure it would be a wrong number
        r"^gap\b|\bgap (to|from|with|between|against|vs\.?)\b|\b(target|england|national|regional) gap$",
        r"^(distance|deviation|shortfall|difference)\b.*\b(to|from|against|target|average|england|national)\b",
        r"^(%|percentage) of (the )?(annual )?target( (achieved|met))?$",
        r"^(%|percentage|percentage points|points|number|amount|pp|ppts?) (off|from|above|below|over|under|short of) "
        r"(the )?(annual )?(target|average|england|national|plan|profile)\b",
        r"^(above|below|over|under) ?/ ?(above|below|over|under)\b|^(variance )?\(?\+ ?/ ?[-–−]\)?( .*)?$|^±",
    ),
    _rule(
        "target",
        r"\b(targets?|tgts?)\b",
        r"^(what|where) (do|did) we want to be\b",
        r"^(aim|goal|plan(ned)?|budget|trajectory|standard|profiled?|ambition|aspiration)$",
        r"\baim \d",
    ),
    _rule(
        "benchmark",
        r"\bbenchmark|^comparison|how (do )?we compare|^comparator",
        r"^comparators?$",
        r"^comparative",
    ),
    _rule(
        "comparator",
        r"\bnational(ly)?\b|\bengland\b|\bstatistical neighbou?r|\bneighbou?rs?\b|\bfamily\b|\bcipfa\b|"
        r"\bquartile\b|\bunitary (average|mean)|\b(county|shire|district|metropolitan|london|unitary|core cit(y|"
        r"ies)|all|peer|group) (average|mean)\b|\bregion(al)?\b|\bpeer",
        r"^(north east|north west|yorkshire.*|east midlands|west midlands|east of england|eastern( region)?|"
        r"london|south east|south west)( average| region)?$",
        rf"^(all |other )?(english |welsh |london )?{_GROUPS} {_AVERAGE}$",
        r"^(mets|unitaries|shires|districts|counties|london boroughs|core cities|(inner|outer|greater) london)$",
        r"^(uk|gb|eng\.?|e ?& ?w|england (and|&) wales|wales|welsh|scotland|nat\.?|sns?|stat\.? neigh\.?)"
        rf"( {_AVERAGE})?$",
        r"^(similar|comparable|comparator|other|neighbouring|all|most similar) (authorities|councils|las|forces)"
        rf"( {_AVERAGE})?$",
        r"^(best|worst|highest|lowest|top|bottom)( \d+ ?%| performing)?( (council|authority|la|performer)s?)?$",
    ),
    _rule(
        "previous",
        r"\b(previous|prior|baseline|last) (period|year|quarter|month|value|result|performance|outturn|actual|"
        r"position|report)?\b",
        r"^(previous|baseline|last period|prior)\b",
    ),
    _rule(
        "period",
        r"^(latest |reporting |data |time )?(period|month|quarter|year|as at)( covered| of data|"
        r" available| reported)?$",
        r"^(latest month|reporting period|date of data|data period|period of data|timeframe|when)$",
    ),
    _rule(
        "code",
        r"^(\w{2,5} )?(code|ref(erence)?|ref\.|no\.?|number|id|pi ref|pi no\.?)\.?$",
        r"^(indicator|measure|pi|kpi|mpr|ni|bvpi|bv|lpi|performance indicator) ?(code|ref(erence)?|no\.?|number|"
        r"id|#)\.?$",
        r"^#$",
    ),
    _rule(
        "name",
        r"^(\[?(potential|proposed|key|local|national|corporate|priority|headline|core|outcome|reportable|"
        r"contextual|success|strategic|other|new)\]? )*(performance )?(indicators?|measures?|kpis?|pis?|"
        r"metrics?|outcome measures?)( ?(name|title|description|and description|definition|wording|ref.* (and|"
        r"&) (description|name|title)|/.*)?)?( \(.*\))?$",
        r"^(measure|indicator|kpi|pi) (or|and|&) (project|action|programme|milestone)s?$",
        r"^(short name|name|title|indicator (name|title|description)|measure (name|title|description)|"
        r"performance indicators?.*|what (we|are we) measur.*|how we (will )?(measure|know).*|code (&|"
        r"and) (name|title|description)|(kpi|pi|indicator|measure) (ref|code|no\.?|number).*(name|title|"
        r"description|indicator|measure)|outcome indicators?|pi (&|and) .*|our measures?.*|success (criteria|"
        r"measures?)|priority measures?)$",
        r"^(priority ?(?:/|and|&) ?actions?|objective ?(?:/|and|&) ?actions?|actions?|projects?|"
        r"programmes?|project( name| title)|programme name|key projects?|major projects?|"
        r"key actions?|initiatives?|schemes?|work ?streams?|key milestones?|deliverables?|commitments?)$",
    ),
    _rule(
        "area",
        r"^(local )?(areas?|authority|ward|district|locality|neighbourhood|landlord|council areas?|"
        r"borough|county|division|community area|(local )?council|town|parish)( name)?$",
    ),
    _rule("unit", r"^(units?( of measure(ment)?)?|measure type|format|data type|value type)$"),
    _rule("description", r"^(description|definition|detail)s?$"),
    # what is looked forward to is no figure of the period that the paper reports on
    _rule(
        "none",
        r"^(?:(?:year[- ]?end|end of year|full[- ]year|annual|latest|current|revised) )?"
        r"(?:forecast(?:ed)?|projected|projections?|predicted|anticipated|estimated|expected)\b",
    ),
    _rule(
        "value",
        r"\b(actuals?|value|performance|result|outturn|figure|score|position|most recent|current|latest|"
        r"achieved|ytd|year to date|to date|(this|current) (period|quarter|month|year)|cumulative|in month|data)\b",
        r"^(number|no\.?|percentage|rate|£.*|count|total|amount|average)\b|"
        r"^%(?!.*\b(other|similar|best|worst|top|london|england|english|national|region\w*|famil\w+|neighbou?rs?|peers?|"
        r"average|mean|councils?|authorit\w+|baseline|year|forecast|confidence|sample|change|target)\b)( \w+){0,4}$",
        r"^(how (are|did) we do\w*|where (are we|we are)( now)?)\b",
        r"\bsolved rates?\b",
    ),
)

_PROJECT = re.compile(
    r"^(key |major |our )?(projects?|programmes?|initiatives?|schemes?|work ?streams?|milestones?|actions?|"
    r"key actions?|deliverables?|commitments?)\b",
    re.I,
)
_FORECAST = re.compile(r"\b(predicted|forecast|expected|projected|anticipated|year[- ]?end)\b", re.I)
_FOOTNOTE = re.compile(r"(\*+|[†‡¹²³]+|\[\d\])(?=\s|$)")


@lru_cache(maxsize=20_000)
def role_of(header: str) -> Role:
    """The role that a header's words tell, "none" if they tell none. Periods in the header should be cut out first."""
    text = _FOOTNOTE.sub("", " ".join(header.split())).strip(" :.-–*")
    if not text or len(text) > 90:
        return "none"
    for rule in RULES:
        if rule.pattern.search(text):
            return rule.role
    return "none"


def is_project_header(header: str) -> bool:
    """A name column that lists projects, programmes or actions."""
    return bool(_PROJECT.match(header.strip()))


def is_forecast_header(header: str) -> bool:
    """A rating column that looks ahead to the end of the year."""
    return bool(_FORECAST.search(header))
