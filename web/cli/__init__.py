"""The command `torino`, and its commands `serve` and `check`.

Read `main` in web.cli.main first: it names the module of each command.
"""
