local Tree = {}
Tree.__index = Tree
function Tree.new(depth)
    local self = setmetatable({}, Tree)
    self.left = nil
    if depth > 0 then
        self.left = Tree.new(depth - 1)
        self.right = Tree.new(depth - 1)
    end
    return self
end
function Tree:check()
    if self.left == nil then return 1 end
    return 1 + self.left:check() + self.right:check()
end
local sum = 0
for _ = 1, 20 do sum = sum + Tree.new(13):check() end
print(sum)
