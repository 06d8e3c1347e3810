"""The whole record and what follows from it as flat tables, networks and lists of works, for the tools of others."""
