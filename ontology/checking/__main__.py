"""Check the bundled ontology, vocabularies, shapes and alignments: ``python -m ontology.checking``."""

import sys

from ontology.checking.conventions import conventions, faults, store_of
from ontology.terms import ALIGNMENTS_FILE, ONTOLOGY_FILE, SHAPES_FILE, VOCABULARIES_FILE

if __name__ == "__main__":
    found = list(faults(store_of((ONTOLOGY_FILE, VOCABULARIES_FILE, SHAPES_FILE, ALIGNMENTS_FILE))))
    for fault in found:
        print(fault)  # noqa: T201 - what it is called for
    print(f"{len(conventions())} conventions, {len(found)} faults")  # noqa: T201
    sys.exit(bool(found))
