"""What can be said: classes, properties, vocabularies, shapes and the context of case files."""
