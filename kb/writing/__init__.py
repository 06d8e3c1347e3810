"""From records and conclusions to graphs and files of linked data."""
