"""Dates as pages print them, for the stages of reading and for the words of a query.

Read `find_printed_dates` in index.text.printed_dates.forms first.
"""
