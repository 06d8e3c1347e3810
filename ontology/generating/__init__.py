"""Writing what follows from the statements of the ontology: ``make schema`` after a change; never edit the results."""
