"""Write every generated file: ``python -m ontology.generating``."""

from ontology.generating.files import FILES

if __name__ == "__main__":
    for file, text in FILES.items():
        file.write_text(text(), encoding="utf-8")
