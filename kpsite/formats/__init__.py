"""How dates and times are written where the language has more than one way, by language (``FORMAT_MODULE_PATH``)."""
