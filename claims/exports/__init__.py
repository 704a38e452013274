"""All public claims for machines, as JSON and CSV, with a schema. A claim never goes out without verdict and caveats."""
