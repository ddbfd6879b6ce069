"""Organisations: bounds of their names, and the part that a text gives them."""
