"""An interview that gathers a case: what to ask next, and how an answer in words becomes a fact of a case file."""
