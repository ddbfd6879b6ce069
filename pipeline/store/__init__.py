"""The database: its tables, how a document gets in and out, and what is read from it.

Only `connect.py` and `migrations.py` know sqlite-utils; the rest works on a plain connection.
"""
