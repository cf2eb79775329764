"""The archivist's commands as functions: add, withdraw, erase, rebuild, back up, restore.

Each takes a `Home`, holds its lock while it changes the archive, and publishes what has changed.
They print nothing, so that a command line, a test or another program can call them. Read
`add.add_sources` first.
"""
