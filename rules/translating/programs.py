"""An episode as a program for another engine: what comparisons mean, the rules, and the facts that it can see."""

from collections.abc import Callable, Mapping

from kb.profiles.changes import window
from kb.profiles.completeness import complete_kinds
from rules.judging.court import Court
from rules.translating import asp, clips
from rules.translating.outline import outline

_READ = """{0} What follows of {1}, for {2}: the rules, the facts, and what comparisons of dates and numbers mean.
{0}
{0} A conclusion reaches one of four levels: 3 certain, where only complete records vouch for an absence; 2 on the
{0} record, where what is not listed is not so; 1 open, where it may hold on the record; 0 beyond it, where it may hold
{0} only if something is missing from the record. What reaches a level reaches those below.
"""
_CLINGO = """%%
%% clingo FILE                lists all that follows, the level first
%% xclingo FILE WISHES        explains what a second file asks for: %!show_trace {{defection(2, Episode, Scope)}}.
"""
_CLIPS = """;;
;; (load "FILE") (reset) (run) (facts)    lists all that follows; the end of a name is the level
"""


def for_clingo(court: Court, name: str) -> str:
    """Return an episode as a program for clingo.

    Raises:
        InputError: a rule cannot be translated.
        KeyError: there is no such episode.
    """
    item, inference = court.episodes[name], court.inference
    told = outline(inference.rulebook)
    facts = asp.facts(told, court.view.of_episode(item), complete_kinds(court.kb, item.part, *window(item)))
    head = (_READ + _CLINGO).format("%%", name, "clingo")
    return "\n".join((head, facts, asp.rules(told, inference.thresholds), asp.comparisons()))


def for_clips(court: Court, name: str) -> str:
    """Return an episode as a program for CLIPS.

    Raises:
        InputError: a rule cannot be translated.
        KeyError: there is no such episode.
    """
    item, inference = court.episodes[name], court.inference
    made = clips.program(inference.rulebook, inference.thresholds)
    told = clips.tell(made, court.view.of_episode(item), complete_kinds(court.kb, item.part, *window(item)))
    head = (_READ + _CLIPS).format(";;", name, "CLIPS")
    facts = f"(deffacts record\n{told.facts})\n"
    return "\n".join((head, clips.comparisons(told.order), *made.templates, *made.rules, facts))


LANGUAGES: Mapping[str, Callable[[Court, str], str]] = {"clingo": for_clingo, "clips": for_clips}
"""How to write an episode for each engine."""
