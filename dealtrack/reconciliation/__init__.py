"""What was stated, held against what is on record: pure functions.

Rules and reports share them, so that both say the same figures.
"""
