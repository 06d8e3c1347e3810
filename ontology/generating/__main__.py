"""Write every generated file: ``python -m ontology.generating``."""

from ontology.generating.vocabularies import vocabularies
from ontology.terms import VOCABULARIES_FILE

if __name__ == "__main__":
    VOCABULARIES_FILE.write_text(vocabularies(), encoding="utf-8")
