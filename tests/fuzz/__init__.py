"""Whole books, valid and hostile, through every command, held to what is promised of all of them.

    python -m tests.fuzz                      one minute, with a fresh seed that it prints first
    python -m tests.fuzz --minutes 30         longer
    python -m tests.fuzz --seed 7 --only add  the runs of that seed, of one command
    python -m tests.fuzz --keep-going         one of each kind of finding, where it would stop at the first

A finding is made as small as it gets, saved to a folder that is named, and ends the run with exit code 1.

What a book is made of comes from the model (``record``), which commands there are and what they take comes from the
command line (``commands``), so a new key, command or option joins by itself. What must hold of a run is a list in
``invariants``; ``guard`` watches what is opened, written and started meanwhile.
``python -m tests.fuzz.atheris_targets TARGET`` lets atheris look for the same below the command line.
"""
