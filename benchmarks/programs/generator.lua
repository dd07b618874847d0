local function numbers(count)
  return coroutine.wrap(function()
    local number = 0
    while number < count do
      coroutine.yield(number)
      number = number + 1
    end
  end)
end

local total = 0
for each in numbers(200000) do
  total = total + each
end
print(string.format("%d", total))
