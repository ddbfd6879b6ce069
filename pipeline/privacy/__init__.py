"""Persons who asked to be forgotten: found again by keyed hashes, masked wherever a document names them.

marks.py   what is kept of a person: keyed hashes; and how a text is searched for them
masking.py a document without them: same length, same places
key.py     the key, in a file beside the database and never in it
forget.py  remove a person from a database
"""
