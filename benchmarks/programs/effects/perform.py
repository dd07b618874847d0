import sys

sys.setrecursionlimit(10000)


def dig(depth):
    if depth > 1:
        return (yield from dig(depth - 1))
    number = 0
    while number < {count}:
        number = yield number
    return number


def handle(depth):
    computation = dig(depth)
    try:
        asked = next(computation)
        while True:
            asked = computation.send(asked + 1)
    except StopIteration as end:
        return end.value


print(handle({depth}))
