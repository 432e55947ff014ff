"""Briefs against points that a reader of the report listed beforehand, and their figures against their quotes."""
