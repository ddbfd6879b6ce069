"""Titles and acronyms of projects, by where they stand."""
