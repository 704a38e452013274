"""Content from files: the starter content (TOML and Markdown) and plain Markdown pages."""
