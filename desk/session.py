"""A sitting of `review`: question, key, line in the ledger, next question.

What a person sees is in `cards`; where keys come from and where text goes is the caller's, so that a terminal, a pipe
and a test run the same sitting. Each decision is in the ledger before the next question is shown, so a sitting may end
anywhere. Undo writes a further line (see `ledger`) and asks the question again.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from desk import cards
from desk.ledger import Line
from desk.questions import Candidate, Question
from normalise.words import folded
from records import Indicator, Verdict


class Desk(Protocol):
    """Where a sitting takes place."""

    def ask(self) -> str:
        """The next command: a key, with a digit after `d` or words after `/`. Raises EOFError at the end of input."""
        ...

    def show(self, lines: Sequence[str]) -> None:
        """Show lines of text."""
        ...


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of one question, as it was written, and the questions that need no answer since."""

    question: Question
    lines: tuple[Line, ...]
    word: str
    settled: tuple[Question, ...] = ()


@dataclass
class Sitting:
    """One reviewer at the queue. `write` takes the lines of one decision to the disk; `evidence` finds neighbours.

    `warned` is the answer that was questioned because its unit is not the printed one: given again, it is taken.
    """

    desk: Desk
    who: str
    write: Callable[[Sequence[Line]], None]
    catalogue: Sequence[Indicator]
    evidence: Callable[[Question], Sequence[str]] = lambda question: ()
    done: list[Decision] = field(default_factory=list)
    everywhere: bool = False
    warned: tuple[tuple[str, str], str] | None = None

    def work(self, questions: Sequence[Question]) -> None:
        """Ask until the person quits or the input ends. A question that is skipped is asked another day."""
        waiting = list(questions)
        total = len(waiting)
        while waiting or self.done:
            number = total - len(waiting) + 1
            try:
                outcome = self._answer(waiting[0], number, total) if waiting else self._last_word()
            except EOFError:
                return
            if outcome == "quit":
                return
            if outcome == "undo":
                back = self.done.pop().settled
                keys = {question.key for question in back}
                waiting = [*back, *(other for other in waiting if other.key not in keys)]
            elif outcome == "judged":
                waiting = self._settle(waiting)
            else:
                waiting.pop(0)

    def _last_word(self) -> str:
        """When nothing is left to ask, the last decision can still be undone."""
        while True:
            self.desk.show(["", "  That was the last question.  z undo  q quit"])
            key = self.desk.ask().strip()[:1].lower()
            if key == "q" or (key == "z" and self._undo()):
                return "quit" if key == "q" else "undo"

    def _settle(self, waiting: Sequence[Question]) -> list[Question]:
        """What is left to ask after the last decision; the decision remembers what it took out."""
        last = self.done[-1]
        if last.word == "different" and (rest := self._without(waiting[0])).candidates:
            self.done[-1] = replace(last, settled=(waiting[0],))
            return [rest, *waiting[1:]]
        gone = [waiting[0], *(other for other in waiting[1:] if self._answers(last, other))]
        self.done[-1] = replace(last, settled=tuple(gone))
        keys = {question.key for question in gone}
        return [question for question in waiting if question.key not in keys]

    def summary(self) -> dict[str, int]:
        """Decisions of this sitting that stand, by what was decided."""
        return dict(Counter(decision.word for decision in self.done))

    # ------------------------------------------------------------------------------------------ one question
    def _answer(self, question: Question, number: int, total: int) -> str:
        self.desk.show(cards.question_card(question, number, total))
        shown = question.candidates
        while True:
            self.desk.show([cards.keys_line(len(shown), self.everywhere)])
            command = self.desk.ask().strip()
            key, rest = command[:1].lower(), command[1:].strip()
            if key in ("s", "q"):
                return "skip" if key == "s" else "quit"
            if key == "z" and self._undo():
                return "undo"
            if self._judged(question, shown, command):
                return "judged"
            if key == "/":
                shown = self._search(rest) or shown
            else:
                self._look(question, key)

    def _judged(self, question: Question, shown: Sequence[Candidate], command: str) -> bool:
        """Whether the command is a decision, which is then written."""
        key, rest = command[:1].lower(), command[1:].strip()
        if key.isdigit():
            return self._take(question, shown, command)
        if key == "d":
            return self._reject(question, shown, rest)
        return key in ("n", "u") and self._leave(question, key)

    def _look(self, question: Question, key: str) -> None:
        """Keys that decide nothing; what is no key is said to be none."""
        if key == "a":
            self.everywhere = not self.everywhere
        elif key == "e":
            self.desk.show(self.evidence(question) or ["  Nothing more is known."])
        elif key == "?":
            self.desk.show(cards.help_lines())
        elif key not in ("", "n", "d", "z") and not key.isdigit():
            self.desk.show([f"  {key!r} is no key here; ? lists them."])

    def _take(self, question: Question, shown: Sequence[Candidate], command: str) -> bool:
        number = int(command) if command.isdecimal() and command.isascii() else 0
        if not 1 <= number <= len(shown):
            self.desk.show(
                [f"  There is no {command}; choose from 1 to {len(shown)}." if shown else "  No candidates."]
            )
            return False
        chosen = shown[number - 1]
        odd = [unit for unit in question.units if chosen.entry.unit and unit != chosen.entry.unit]
        if odd and self.warned != (question.key, chosen.entry.indicator_id):
            self.warned = (question.key, chosen.entry.indicator_id)
            self.desk.show(
                [f"  The paper prints {', '.join(odd)}, the entry is in {chosen.entry.unit}: {number} again?"]
            )
            return False
        why = f"chosen in review, {_how(question, chosen, number)}"
        self._judge(question, ((chosen.entry.indicator_id, "same", why),), "same")
        self.desk.show([f"  = {chosen.entry.indicator_id}, written"])
        return True

    def _reject(self, question: Question, shown: Sequence[Candidate], rest: str) -> bool:
        number = int(rest) if rest.isdecimal() and rest.isascii() else 0
        if not 1 <= number <= len(shown):
            self.desk.show(["  Which one is it not? d and its number, as in d2."])
            return False
        one = shown[number - 1].entry.indicator_id
        self._judge(question, ((one, "different", "rejected in review"),), "different")
        self.desk.show([f"  not {one}, written"])
        return True

    def _leave(self, question: Question, key: str) -> bool:
        """None of the candidates, or unsure. Without a candidate there is nothing that "different" could be said of."""
        if key == "u":
            self._judge(question, (("", "unsure", "left open in review"),), "unsure")
            self.desk.show(["  unsure, written"])
            return True
        if not question.candidates:
            self.desk.show(["  There is no candidate to reject: s skips, / searches the catalogue."])
            return False
        ids = [candidate.entry.indicator_id for candidate in question.candidates]
        why = f"none of the {len(ids)} candidates in review" if len(ids) > 1 else "rejected in review"
        self._judge(question, tuple((one, "different", why) for one in ids), "new")
        self.desk.show([f"  an indicator of its own, written: {len(ids)} candidate{'s' * (len(ids) != 1)} rejected"])
        return True

    def _search(self, words: str) -> tuple[Candidate, ...]:
        found = tuple(Candidate(entry) for entry in search(self.catalogue, words))
        self.desk.show(cards.candidate_lines(found) if found else [f"  No entry has all of the words {words!r}."])
        return found

    def _judge(self, question: Question, judged: Sequence[tuple[str, Verdict, str]], word: str) -> None:
        organisation = "" if self.everywhere else question.organisation
        name = " ".join(question.raw_name.split())
        lines = tuple(Line(self.who, name, organisation, one, verdict, why) for one, verdict, why in judged)
        self.write(lines)
        self.done.append(Decision(question, lines, word))

    def _undo(self) -> bool:
        if not self.done:
            self.desk.show(["  Nothing to undo in this sitting. Earlier lines: add one to judgements.csv."])
            return False
        last = self.done[-1]
        candidates = last.question.candidates
        spare = candidates[0].entry.indicator_id if candidates else ""
        self.write([_taken_back(line, spare) for line in last.lines])
        self.desk.show([f"  undone: {cards.clip(last.question.raw_name, 60)}"])
        return True

    # ------------------------------------------------------------------------------------------ what an answer settles
    def _answers(self, decision: Decision, other: Question) -> bool:
        """Whether a decision that holds for all councils settles another question too."""
        line = decision.lines[0]
        everywhere = line.judgement == "same" and not line.organisation
        return everywhere and folded(line.raw_name) == folded(other.raw_name)

    def _without(self, question: Question) -> Question:
        gone = {
            line.indicator_id
            for decision in self.done
            if decision.question.key == question.key
            for line in decision.lines
            if line.judgement == "different"
        }
        left = tuple(c for c in question.candidates if c.entry.indicator_id not in gone)
        return replace(question, candidates=left)


def _taken_back(line: Line, spare: str) -> Line:
    """The line that withdraws another: an "unsure" that names an entry leaves the question open."""
    return replace(line, judgement="unsure", indicator_id=line.indicator_id or spare, why="taken back in review")


def _how(question: Question, chosen: Candidate, number: int) -> str:
    if chosen not in question.candidates:
        return "found by search"
    score = f" with {chosen.score:.2f}" if chosen.score is not None else ""
    return f"{number} of {len(question.candidates)} candidates{score}"


def search(catalogue: Sequence[Indicator], words: str) -> tuple[Indicator, ...]:
    """Entries that hold all of the words in id, name, aliases or codes: those whose name is shortest first, up to 9."""
    wanted = folded(words).split()
    found = [
        entry
        for entry in catalogue
        if wanted
        and all(
            word in folded(" ".join((entry.indicator_id, entry.name, *entry.aliases, *entry.frameworks)))
            for word in wanted
        )
    ]
    return tuple(sorted(found, key=lambda entry: (len(entry.name), entry.indicator_id))[:9])
