"""Labels and their values, however a page sets them."""
