"""The sorts of pages, a file for each subject."""
