def main():
    equal = 0
    for _ in range(200000):
        if "abc" == "abc":
            equal += 1
        if "abc" == "a slightly longer string":
            equal += 1
        if "abc" == "a significantly longer string but not overwhelmingly so":
            equal += 1
        if "a slightly longer string" == "abc":
            equal += 1
        if "a slightly longer string" == "a slightly longer string":
            equal += 1
        if "a slightly longer string" == "a significantly longer string but not overwhelmingly so":
            equal += 1
        if "a significantly longer string but not overwhelmingly so" == "abc":
            equal += 1
        if "a significantly longer string but not overwhelmingly so" == "a slightly longer string":
            equal += 1
        if "a significantly longer string but not overwhelmingly so" == "a significantly longer string but not overwhelmingly so":
            equal += 1
        if "abc" == "ab!":
            equal += 1
        if "a slightly longer string" == "a slightly longer strin!":
            equal += 1
        if "a significantly longer string but not overwhelmingly so" == "a significantly longer string but not overwhelmingly s!":
            equal += 1
    print(equal)


main()
