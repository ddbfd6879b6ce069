"""The data types of Fondoskop: documents, spans, mentions, statements, records, issues, vocabularies.

This package imports nothing of ours; `extractors` imports it, and `pipeline` imports both.
"""
