"""The data model: pages, entries, their ids and JSON form, and the errors of the whole program.

Everything here is an immutable value or a pure function. This room imports nothing of `index`;
all other rooms may import it. Read `entry.Entry` first.
"""
