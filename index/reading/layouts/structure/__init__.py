"""Structure that repeats on a page: its items, how well they explain it, and what each says."""
