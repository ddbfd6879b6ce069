"""Pages that set project beside project: entries, cards, tables."""
