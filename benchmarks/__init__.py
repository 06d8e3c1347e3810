"""What the project measures of its own speed."""
