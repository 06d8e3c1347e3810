# ruff: noqa
# mypy: ignore-errors
"""Write the coded cases out and compare what is judged with what was expected."""

import csv, subprocess, sys, json, re
from pathlib import Path

here = Path("drafts")
out = here / "cases"
SRC = "source: {work: news-reports, place: reports of the time, voice: report}"
text = (here / "coded.txt").read_text()
names = []
for part in re.split(r"^== ", text, flags=re.M)[1:]:
    head, *lines = part.strip().splitlines()
    name, title = head.split(" # ")
    body = "\n".join(f"  - {l.rstrip()[:-1]}, {SRC}}}" for l in lines if l.strip())
    (out / f"{name}.yaml").write_text(f"# {title}\nfacts:\n{body}\n")
    names.append(name)
rows = {r["case"].lower(): r for r in csv.DictReader(open(here / "rows.csv"))}
for name in names:
    if len(sys.argv) > 1 and not any(name.startswith(a) for a in sys.argv[1:]):
        continue
    row = rows[name.split("-")[0]]
    done = subprocess.run(
        [
            ".venv/bin/coalition",
            "judge",
            "--json",
            "--cases",
            str(out / f"{name}.yaml"),
            "--cases",
            str(out / "sources.bib"),
        ],
        capture_output=True,
        text=True,
    )
    print(f"{name}: expected {row['expected_verdict']} | {row['expected_strategy']} | {row['expected_cause']}")
    if done.returncode or done.stderr:
        print("   ERR", done.stderr)
    if done.stdout:
        for e in json.loads(done.stdout):
            print(
                "     ",
                e["episode"],
                "|",
                e["verdict"],
                e["standing"],
                "|",
                "+".join(e["strategies"]),
                "|",
                ",".join(e["causes"]),
            )
