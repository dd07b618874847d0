def numbers(count):
    number = 0
    while number < count:
        yield number
        number += 1


total = 0
for each in numbers(200000):
    total += each
print(total)
