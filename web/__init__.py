"""The page people see, over Flask."""
