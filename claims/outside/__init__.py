"""What the world outside says of a source: Crossref, PubMed, Retraction Watch and the web. Without the database."""
