"""Rule cases: small situations in YAML that say what the rules must and must not conclude."""
