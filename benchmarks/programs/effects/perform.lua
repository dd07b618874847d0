local function dig(depth)
  if depth > 1 then
    local result = dig(depth - 1)
    return result
  end
  local number = 0
  while number < {count} do
    number = coroutine.yield(number)
  end
  return number
end

local function handle(depth)
  local thread = coroutine.create(dig)
  local _, asked = coroutine.resume(thread, depth)
  while coroutine.status(thread) ~= "dead" do
    _, asked = coroutine.resume(thread, asked + 1)
  end
  return asked
end

print(handle({depth}))
