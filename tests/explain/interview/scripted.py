"""An interview answered by what its questions say, and the rows of eight withdrawals as answers."""

import re
from collections.abc import Sequence
from pathlib import Path

from explain.interview.conversing import Ask, Conversation, Ended
from explain.interview.draft import Draft
from explain.interview.interview import interview
from explain.interview.session import Session
from kb.reading.loading import load
from kb.store import KnowledgeBase
from rules.judging.court import Court

MOST = 80
"""How many questions an interview has at most in these tests."""
BASE = """\
facts:
  - id: united-states
    type: State
    label: the United States
    source: {work: vaneijk-2021, place: ch. 1}
"""
Answers = dict[str, str | list[str]]


class Scripted:
    """Answers each question by the first pattern that its text has; everything else is unknown."""

    def __init__(self, answers: Answers, most: int = MOST) -> None:
        """Keep what is to be said; a list holds answers to one question that comes again."""
        self.answers = {key: list(said) if isinstance(said, list) else said for key, said in answers.items()}
        self.most = most
        self.asked: list[tuple[str, str, str]] = []
        self.told: list[str] = []

    def hear(self, ask: Ask, status: str, number: int, *, again: bool) -> str:
        """Answer, and remember the question, where the case stood, and the answer."""
        del number, again
        if len(self.asked) >= self.most:
            raise Ended
        said = self._said(ask.text)
        self.asked.append((ask.text, status, said))
        return said

    def _said(self, text: str) -> str:
        for pattern, said in self.answers.items():
            if re.search(pattern, text):
                if isinstance(said, str):
                    return said
                if said:
                    return said.pop(0)
        return "unknown"

    def say(self, text: str) -> None:
        """Remember what is told."""
        self.told.append(text)

    def show(self, ask: Ask) -> None:
        """Remember which question was asked for its choices."""
        self.told.append(f"choices of {ask.text}")


def session(path: Path, base: Path, talk: Scripted) -> Session:
    """Return an interview for a file beside one small case."""

    def read(more: Sequence[Path]) -> KnowledgeBase:
        return load([base], tuple(more))

    draft = Draft.open(path)
    made = Session(Conversation(talk, draft.keep_said), draft, read, Court(read([])))
    made.take_up()
    return made


def held(path: Path, base: Path, answers: Answers, most: int = MOST) -> tuple[Session, Scripted]:
    """Hold an interview to its end, or until so many questions are asked."""
    talk = Scripted(answers, most)
    made = session(path, base, talk)
    try:
        interview(made)
    except Ended:
        assert len(talk.asked) == most
    return made, talk


def _row(name: str, state: str, coalition: str, said: Answers) -> Answers:
    answers: Answers = {
        "^What is your source": f"News reports, Withdrawals from Coalitions, 2015, row {name}",
        "^Which state is it about": state,
        "^In which coalition": coalition,
        "not on record": "no",
    }
    usual: Answers = {
        "^Which state or organisation led": "United States",
        "more than a month when the change came": "yes",
        "any other units": "no",
        "^And any more": "no",
        "^Who or what brought it about": "decision",
    }
    return {**answers, **usual, **{PATTERNS.get(key, key): text for key, text in said.items()}}


PATTERNS = {
    "leader": "^Which state or organisation led",
    "ends": "^When did the mission end",
    "begins": "^When did the mission begin",
    "kind": "^What kind of unit did it have",
    "task": "^With which task",
    "before": "were there before",
    "after": "were left after",
    "when": "^When did that change come",
    "planned": "as announced",
    "by": "^Who or what brought it about",
    "act": "^What was decided",
    "grounds": "^Which reasons",
    "dates": "^When was it",
    "others": "any other units",
}
"""Short names for the questions of the opening."""
IRAQ: Answers = {"ends": "31 December 2009"}
ISAF: Answers = {"ends": "31 December 2014"}
ROWS: dict[str, Answers] = {
    "IQ01": _row(
        *("IQ01", "Spain", "MNF-I (Iraq)"),
        {
            **IRAQ,
            "kind": "infantry",
            "task": "ground combat",
            "before": "1,300",
            "after": "0",
            "when": "May 2004",
            "act": "withdraw",
            "grounds": "campaign pledge",
            "dates": ["April 2004", "14 March 2004"],
            "^Was there an election": "yes",
        },
    ),
    "IQ06": _row(
        *("IQ06", "Philippines", "MNF-I (Iraq)"),
        {
            **IRAQ,
            "kind": "troops",
            "task": "humanitarian relief",
            "before": "51",
            "after": "none",
            "when": "19 July 2004",
            "planned": "August 2004",
            "act": "recall",
            "grounds": "safety of hostages",
            "dates": ["July 2004", "July 2004"],
            "taken hostage": "yes",
            "people were seized": "1",
        },
    ),
    "IQ14": _row(
        *("IQ14", "Bulgaria", "MNF-I (Iraq)"),
        {
            **IRAQ,
            "kind": "infantry",
            "task": ["ground combat", "force protection"],
            "before": "380",
            "after": "0",
            "when": "December 2005",
            "others": "yes",
            "^What kind of unit": "force protection troops",
            "^How many soldiers": "120",
            "^Since when": ["unknown", "March 2006"],
            "in place of the others": "no",
            "by": "decision, vote",
            "act": "withdraw",
            "grounds": "public opinion",
            "dates": ["May 2005", "May 2005"],
            "bring the units home": "yes",
            "motion pass": "yes",
        },
    ),
    "IQ22": _row(
        *("IQ22", "Georgia", "MNF-I (Iraq)"),
        {
            **IRAQ,
            "kind": "infantry",
            "task": "ground combat",
            "before": "2000",
            "after": "0",
            "when": "10 August 2008",
            "act": "withdraw",
            "grounds": "defence of the home country",
            "dates": ["8 August 2008", "8 August 2008"],
            "attacked on its own": "yes",
        },
    ),
    "AF01": _row(
        *("AF01", "Netherlands", "ISAF (Afghanistan)"),
        {
            **ISAF,
            "kind": "infantry",
            "task": "ground combat",
            "before": "1950",
            "after": "242",
            "same task": "no",
            "^Which task had": "staff work",
            "^What kind of unit were": "staff officers",
            "when": "1 August 2010",
            "planned": "August 2010",
            "act": "not extend",
            "grounds": "division of the government",
            "dates": "20 February 2010",
            "fallen, or lost": "yes",
        },
    ),
    "AF02": _row(
        *("AF02", "Canada", "ISAF (Afghanistan)"),
        {
            **ISAF,
            "kind": "infantry",
            "task": ["ground combat", "training"],
            "before": "2900",
            "after": "0",
            "when": "July 2011",
            "planned": "July 2011",
            "others": "yes",
            "^What kind of unit": "instructors",
            "^How many instructors": "950",
            "^Since when": ["unknown", "July 2011"],
            "^Until when": "2014",
            "in place of the others": "yes",
            "act": "withdraw",
            "just lost troops": "yes",
            "people were killed": "150",
            "asked it for": "yes",
            "dates": ["16 November 2010", "2010, before the decision", "2010"],
            "asked for": "stay requested",
        },
    ),
    "UN01": _row(
        *("UN01", "Austria", "UNDOF (Golan)"),
        {
            "leader": "United Nations",
            "begins": "1974",
            "kind": "peacekeepers",
            "task": "armed peacekeeping",
            "before": "377",
            "after": "0",
            "when": "between June and July 2013",
            "act": "withdraw",
            "grounds": "safety of the troops",
            "dates": ["6 June 2013"],
        },
    ),
    "UN09": _row(
        *("UN09", "Sierra Leone", "AMISOM (Somalia)"),
        {
            "leader": "African Union",
            "kind": "peacekeepers",
            "task": "armed peacekeeping",
            "before": "850",
            "after": "0",
            "when": "December 2014",
            "by": "decision, release",
            "act": "withdraw",
            "grounds": "release by the coalition",
            "dates": ["19 December 2014", "2014, before the decision"],
        },
    ),
}
"""Eight withdrawals as news reports tell them, each as a careful reader of the row alone would answer."""
EXPECTED: dict[str, tuple[str, set[str], set[str]]] = {
    "IQ01": ("defection", {"total-withdrawal"}, {"political/campaign-pledge", "political/election"}),
    "IQ06": ("defection", {"total-withdrawal"}, {"political/military-risk"}),
    "IQ14": ("defection", {"total-withdrawal"}, {"political/parliament"}),
    "IQ22": ("defection", {"total-withdrawal"}, {"military-capacity/competing-commitment"}),
    "AF01": ("defection", {"partial-withdrawal"}, {"political/elite-consensus"}),
    "AF02": ("defection", {"swapping"}, {"political/casualties"}),
    "UN01": ("defection", {"total-withdrawal"}, {"political/military-risk"}),
    "UN09": ("not-defection", set(), set()),
}
"""What follows on the record: the verdict, the shape and the causes."""
