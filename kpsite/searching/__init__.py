"""The page on which readers search the whole site, and what it suggests as one types."""
