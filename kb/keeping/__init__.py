"""What was read before, kept so that it need not be read and checked again."""
