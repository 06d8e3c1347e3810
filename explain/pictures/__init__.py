"""Pictures fit for a paper: timelines, profiles, theories, tables and contrasts as SVG, PNG and PDF."""
