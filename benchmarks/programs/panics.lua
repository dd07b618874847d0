local function dig(depth)
  if depth == 0 then
    error("bottom", 0)
  end
  local result = dig(depth - 1)
  return result
end

local function fall()
  local ok, result = pcall(dig, 10)
  return ok and result or 1
end

local total = 0
for _ = 1, 50000 do
  total = total + fall()
end
print(total)
