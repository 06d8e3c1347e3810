"""What could have been otherwise so that a conclusion falls: the smallest changes, and the days that would do."""
