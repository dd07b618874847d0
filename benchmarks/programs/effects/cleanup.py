cleaned = 0


def cleanup():
    global cleaned
    cleaned += 1


def main():
    number = 0
    while number < {count}:
        try:
            number += 1
        finally:
            cleanup()
    print(cleaned)


main()
