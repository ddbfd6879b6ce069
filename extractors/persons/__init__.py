"""People: their names, cards, and how many took part."""
