"""The rules and the facts of an episode as programs for other engines, which can check what follows by themselves."""
