"""The front door: the command ``coalition``, one file per command."""
