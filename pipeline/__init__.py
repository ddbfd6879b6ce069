"""The seven stages from a file to the database: read, parse, language, extract, normalise, resolve, store."""
