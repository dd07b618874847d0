local Toggle = {}
Toggle.__index = Toggle
function Toggle.new(class, state) return setmetatable({state = state}, class) end
function Toggle:value() return self.state end
function Toggle:activate()
    self.state = not self.state
    return self
end
local NthToggle = setmetatable({}, {__index = Toggle})
NthToggle.__index = NthToggle
function NthToggle.new(class, state, most)
    local self = Toggle.new(class, state)
    self.most = most
    self.count = 0
    return self
end
function NthToggle:activate()
    self.count = self.count + 1
    if self.count >= self.most then
        Toggle.activate(self)
        self.count = 0
    end
    return self
end
local function run(toggle)
    local value
    for _ = 1, 400000 do
        value = toggle:activate():value()
        value = toggle:activate():value()
        value = toggle:activate():value()
        value = toggle:activate():value()
        value = toggle:activate():value()
    end
    print(value)
end
run(Toggle.new(Toggle, true))
run(NthToggle.new(NthToggle, true, 3))
