"""Web pages over a database, by Datasette."""
