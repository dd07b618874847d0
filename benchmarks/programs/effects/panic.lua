local function dig(depth)
  if depth == 1 then
    error("bottom", 0)
  end
  local result = dig(depth - 1)
  return result
end

local function recovered(number)
  if pcall(dig, {depth}) then
    return number
  end
  return number + 1
end

local function main()
  local number = 0
  while number < {count} do
    number = recovered(number)
  end
  print(number)
end

main()
