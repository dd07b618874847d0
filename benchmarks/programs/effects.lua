local function count(limit)
  local number = 0
  while number < limit do
    number = coroutine.yield(number)
  end
  return number
end

local function handle(computation, argument)
  local thread = coroutine.create(computation)
  local _, asked = coroutine.resume(thread, argument)
  while coroutine.status(thread) ~= "dead" do
    _, asked = coroutine.resume(thread, asked + 1)
  end
  return asked
end

print(string.format("%d", handle(count, 500000)))
