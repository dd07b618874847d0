local function nothing()
end

local function install(number)
  local thread = coroutine.create(nothing)
  coroutine.resume(thread)
  return number + 1
end

local function main()
  local number = 0
  while number < {count} do
    number = install(number)
  end
  print(number)
end

main()
