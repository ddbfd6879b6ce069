"""Dates and ranges: grammar, runs of projects, stamps of publication."""
