"""What is on record and what was concluded, asked for by a typed query and answered from the facts."""
