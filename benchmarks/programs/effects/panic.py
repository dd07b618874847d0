import sys

sys.setrecursionlimit(10000)


def dig(depth):
    if depth == 1:
        raise Exception("bottom")
    return dig(depth - 1)


def recovered(number):
    try:
        return dig({depth})
    except Exception:
        return number + 1


def main():
    number = 0
    while number < {count}:
        number = recovered(number)
    print(number)


main()
