"""Whether a state took part to gain standing: the mechanism part by part."""
