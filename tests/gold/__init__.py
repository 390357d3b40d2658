"""The repository's own gold articles: reading, validating, writing as JSON Lines."""
