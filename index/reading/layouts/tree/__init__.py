"""A page parsed: its blocks, and the lines of its tree with the elements that hold them."""
