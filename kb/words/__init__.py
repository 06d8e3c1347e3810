"""The words of the vocabularies: what each concept is called and what it means."""
