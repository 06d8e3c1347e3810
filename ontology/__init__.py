"""What can be said: each kind of fact, stated once in ``schema/``, the vocabularies, and what is written from both."""
