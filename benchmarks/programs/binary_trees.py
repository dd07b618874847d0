class Tree:
    def __init__(self, depth):
        self.left = None
        if depth > 0:
            self.left = Tree(depth - 1)
            self.right = Tree(depth - 1)

    def check(self):
        if self.left is None:
            return 1
        return 1 + self.left.check() + self.right.check()


total = 0
for _ in range(20):
    total += Tree(13).check()
print(total)
