"""The whole matrix: every kind of page in every width, scheme and medium. ``make test-layout`` runs it."""
