"""Signs: what each line is among those of its page, and which year and month stand above it."""
