"""The record and what follows from it behind an address: pages, questions, changes on trial and SPARQL, over HTTP."""
