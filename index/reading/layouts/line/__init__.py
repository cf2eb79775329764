"""One line of a page: what the markup says of it, the dates in it, and what its words make it."""
