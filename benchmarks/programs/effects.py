# A generator asks, and the loop that drives it answers: the nearest thing that Python has.
def count(limit):
    number = 0
    while number < limit:
        number = yield number
    return number


def handle(computation):
    try:
        asked = next(computation)
        while True:
            asked = computation.send(asked + 1)
    except StopIteration as end:
        return end.value


print(handle(count(500000)))
