def dig(depth):
    if depth == 0:
        raise Exception("bottom")
    return dig(depth - 1)


def fall():
    try:
        return dig(10)
    except Exception:
        return 1


total = 0
for _ in range(50000):
    total += fall()
print(total)
