"""Reports: how readers raise a flag without an account, what it is protected by, and what they are told of it."""
