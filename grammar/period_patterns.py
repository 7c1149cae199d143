"""Pieces of the patterns of period labels: names of months, spellings of years, words around them.

All are for lower-case text with single spaces and plain dashes and quotes.
"""

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
YEAR4 = r"(?:19[5-9]|20[0-4])\d"
YEAR = rf"(?:{YEAR4}|'?\d\d)"
DOUBLE_YEAR = rf"(?:{YEAR4} ?[/-] ?(?:{YEAR4}|\d\d)|\d\d ?[/-] ?\d\d)"
TO = r"(?: ?- ?| (?:to|until|till|through) )"
SEP = r"[ ,:-]*"
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )"
DAY = r"(?:[0-3]?\d)"
ORDINAL = r"(?:st|nd|rd|th)?"
QUARTER = (
    r"(?:(?:q|qtr|qrtr|quarter)[ .-]?(?P<q>[1-4]|one|two|three|four)(?!\d)"
    r"|(?P<qo>1st|2nd|3rd|4th|first|second|third|fourth) (?:qtr|quarter))"
)
NTH_MONTH = r"(?:month|mth|period)(?: (?:no\.? ?)?)?(?P<n>1[0-2]|0?[1-9])(?!\d)"
YTD = r"(?:ytd|y\.t\.d\.?|year[ -]to[ -]date)"
A_END = rf"(?:(?P<ad>{DAY}){ORDINAL} ?(?:of )?)?(?P<am>{MONTH})(?:[ ,'-]*(?P<ay>{YEAR}))?"
B_END = (
    rf"(?:(?P<bd>{DAY}){ORDINAL} ?(?:of )?)?(?P<bm>{MONTH})"
    rf"(?:[ ,-]*\(?(?P<fy>{YEAR4} ?[/-] ?(?:{YEAR4}|\d\d)|\d\d ?/ ?\d\d)\)?|[ ,'-]*(?P<by>{YEAR}))?"
)
MONTHS = rf"{MONTH}{TO}{MONTH}"
NUMERIC_DAY = rf"(?:{DAY}/[01]?\d/(?:\d{{4}}|\d\d)|{DAY}\.[01]?\d\.\d{{4}}|{DAY}-[01]?\d-\d{{4}})"
YEAR_WORDS = (
    r"(?:financial year|fin\.? year|fy|f/y|year[ -]end|end of year|full[ -]year|whole year|year"
    r"|annual(?: (?:perf\.?|performance|outturn|result|actual))?)"
)
ACADEMIC = r"(?:academic(?: year)?|acad\.? (?:year|yr)|school year|ay)"
HALF = r"(?P<h>h ?[12]|half[ -]?year(?: ?[12])?|mid[ -]?year|(?:first|second|1st|2nd) half(?: year)?)"
MONTHS_N = (
    r"(?P<n>r12m|rolling 12 ?m|(?:rolling|last|latest|previous)? ?(?:3|6|9|12|three|six|nine"
    r"|twelve)[ -]?months?(?: rolling)?"
    r"|(?:(?:rolling|financial|full) )?year|(?:rolling )?quarter)"
)
AT = (
    r"(?:(?:position|snapshot|data|status|progress) )?"
    r"(?:as (?:at|of)|at|(?P<e>(?:the )?end(?:ed|ing)?|month (?:of|end(?:ed|ing)?)))"
)
_TIMES = "quarter|month|period|time|point"
SAME_TIME = rf"(?:same|equivalent|corresponding|comparable) (?P<what>{_TIMES})(?: (?:of|in))?,? ?"
"""In front of a year: the time of that year which the report is of now."""
OF_SAME_TIME = rf"(?:(?:the )?same (?:{_TIMES})(?: (?:of|in))?,? )?"
"""In front of `last year` as the label of a row: it says no more than the year does."""
