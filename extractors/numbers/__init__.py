"""Registration numbers: grammar, repair, search."""
