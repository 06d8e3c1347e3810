"""Whether the ontology keeps to its conventions: a query for each, which finds what does not (``make ontology``)."""
