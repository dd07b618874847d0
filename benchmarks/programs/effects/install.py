def nothing():
    return
    yield


def install(number):
    for _ in nothing():
        pass
    return number + 1


def main():
    number = 0
    while number < {count}:
        number = install(number)
    print(number)


main()
