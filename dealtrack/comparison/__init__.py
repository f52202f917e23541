"""What differs between two states of a book, in its own terms: companies, deals, claims, sources, investors, rates.

Pure functions of two books; where the two come from is not known here.
"""
