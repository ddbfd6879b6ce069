"""Who pays, and how a page says so."""
