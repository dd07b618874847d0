class Toggle:
    def __init__(self, state):
        self.state = state

    def value(self):
        return self.state

    def activate(self):
        self.state = not self.state
        return self


class NthToggle(Toggle):
    def __init__(self, state, most):
        super().__init__(state)
        self.most = most
        self.count = 0

    def activate(self):
        self.count += 1
        if self.count >= self.most:
            super().activate()
            self.count = 0
        return self


def run(toggle):
    for _ in range(400000):
        value = toggle.activate().value()
        value = toggle.activate().value()
        value = toggle.activate().value()
        value = toggle.activate().value()
        value = toggle.activate().value()
    print(value)


run(Toggle(True))
run(NthToggle(True, 3))
