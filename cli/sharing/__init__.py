"""Commands that hand results to others and check what others hand over."""
