"""Evaluation: extracted records against labelled ones, per field and per record."""
