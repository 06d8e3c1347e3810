"""The pages that are made when they are asked for: a talk, facts changed on trial, a query and what it finds."""
