"""What is asked of a judgement: what it hangs on, what would overturn it, where two part."""
