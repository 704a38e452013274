"""All public claims for machines, as JSON and CSV, with a schema: never without verdict and caveats."""
