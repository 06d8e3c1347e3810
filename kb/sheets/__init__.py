"""Case files as spreadsheets: templates, what their cells say, and long tables of deployments."""
