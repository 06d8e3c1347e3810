"""Answers as plain data, one file for each question that can be put to the record."""
