"""Small faults put into the code one at a time, to see whether a test fails: ``python -m tests.mutants``.

    python -m tests.mutants                    # 150 drawn at random from all, with a fresh seed that is printed
    python -m tests.mutants --seed 7           # those of that seed, to see whether a new test kills its survivors
    python -m tests.mutants --only 12 --only 80  # some of them, with the change each makes
    python -m tests.mutants --whole            # survivors once more against the whole suite

Each runs in a copy of the repository, against the tests that reach its line, the fastest first, until one fails. Which
tests those are is found by one run under coverage (``--record`` repeats it), and kept in ``.mutants/``. Libraries for
this change neither what is decorated, as rules are, nor tables, or choose no tests. It is no part of the suite: 150
take about a quarter of an hour, the run before them ten minutes. What lives and is no gap: ``strict=True`` of a zip
over what is of one length by its making, a bound at which both branches give the same, arguments that are equal there.
"""
