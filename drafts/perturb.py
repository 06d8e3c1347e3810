# ruff: noqa
# mypy: ignore-errors
"""Alter the coded cases in many ways and print each verdict, shape or cause that changes."""

import re, sys, json
from pathlib import Path
from kb.reading.loading import load
from rules.judging.court import Court

D = re.compile(r"\b(date|begins|ends|planned_end|agreed|due|runs_out|known|public): (\"?)(\d{4}-\d\d(?:-\d\d)?)(\"?)")


def dates(n):
    return lambda t: D.sub(lambda m: f'{m[1]}: "{m[3][:n]}"', t)


def only(kind, f):
    return lambda t: "\n".join(f(l) if f"type: {kind}," in l else l for l in t.split("\n"))


def act(a, b):
    return lambda t: t.replace(f"act: {a},", f"act: {b},")


P = {
    "no about": only("Decision", lambda l: re.sub(r", about: (\[[^]]*\]|[a-z0-9-]+)", "", l)),
    "no sizes": only("Contribution", lambda l: re.sub(r", (count|personnel): \d+", "", l)),
    "personnel->count": only("Contribution", lambda l: l.replace("personnel:", "count:")),
    "month": dates(7),
    "year": dates(4),
    "withdraw->recall": act("withdraw", "recall"),
    "withdraw->not-extend": act("withdraw", "not-extend"),
    "not-extend->withdraw": act("not-extend", "withdraw"),
    "recall->withdraw": act("recall", "withdraw"),
    "reduce->withdraw": act("reduce", "withdraw"),
    "withdraw->reduce": act("withdraw", "reduce"),
    "complete->withdraw": act("complete-task", "withdraw"),
    "no planned_end": only("Contribution", lambda l: re.sub(r", planned_end: [0-9-]+", "", l)),
    "no grounds": only("Decision", lambda l: re.sub(r", grounds: (\[[^]]*\]|[a-z0-9-]+)", "", l)),
    "no agreed": only("Arrangement", lambda l: re.sub(r", agreed: [0-9-]+", "", l)),
    "no shift": lambda t: "\n".join(l for l in t.split("\n") if "type: Shift," not in l),
    "no continues": only("Contribution", lambda l: re.sub(r", continues: [a-z0-9-]+", "", l)),
    "no mandate": lambda t: re.sub(
        r", mandate: [a-z0-9-]+", "", "\n".join(l for l in t.split("\n") if "type: Mandate," not in l)
    ),
    "no decision": lambda t: "\n".join(l for l in t.split("\n") if "type: Decision," not in l),
    "no order": lambda t: re.sub(r", (before|after): \[[^]]*\]", "", t),
}


def judge(path, bib):
    court = Court(load([path, bib]))
    out = {}
    for name in court.episodes:
        j = court.judge(name if isinstance(name, str) else name.id)
        out[name if isinstance(name, str) else name.id] = (
            j.verdict,
            j.standing,
            "+".join(j.strategies),
            ",".join(j.causes),
        )
    return out


files = [Path(a) for a in sys.argv[1:]]
tmp = Path("/tmp/pert.yaml")
for f in files:
    bib = f.parent / "sources.bib"
    text = f.read_text()
    base = judge(f, bib)
    for name, alter in P.items():
        new = alter(text)
        if new == text:
            continue
        tmp.write_text(new)
        try:
            got = judge(tmp, bib)
        except Exception as e:
            print(f"{f.stem} [{name}] ERROR {str(e)[:200]}")
            continue

        def by_state(d):
            r = {}
            for k, v in d.items():
                r.setdefault(re.sub(r"-\d{4}.*", "", k), []).append((k, v))
            return r

        b, g = by_state(base), by_state(got)
        for s in b:
            gs = g.get(s, [])
            if len(gs) != len(b[s]):
                print(f"{f.stem} [{name}] {s}: episodes {[k for k, _ in b[s]]} -> {[(k,) + v for k, v in gs]}")
                continue
            for (k, v), (k2, v2) in zip(b[s], gs):
                if (v[0], v[2], v[3]) != (v2[0], v2[2], v2[3]):
                    print(f"{f.stem} [{name}] {k}: {v[0]}|{v[2]}|{v[3]} -> {v2[0]}({v2[1]})|{v2[2]}|{v2[3]}")
