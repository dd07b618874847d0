"""Meeting points: places in an operation at which a workload lets another thread run.

The interpreter switches threads so rarely that short operations hardly ever overlap. Outside a workload a meeting point does nothing.
"""

import contextlib
import random
import time

# One in so many meeting points lets another thread run.
ONE_IN = 8


def never():
    pass


pause = never


def meet():
    pause()


@contextlib.contextmanager
def points(seed):
    """Meeting points are active within this context; the seed chooses which of them let another thread run."""
    global pause
    chance = random.Random(seed)

    def sometimes():
        if chance.randrange(ONE_IN) == 0:
            time.sleep(0)

    pause = sometimes
    try:
        yield
    finally:
        pause = never
