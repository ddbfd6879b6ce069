"""Containers as sources: what holds documents, opened in a process of its own."""
