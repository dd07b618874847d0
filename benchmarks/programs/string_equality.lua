local equal = 0
for _ = 1, 200000 do
    if "abc" == "abc" then equal = equal + 1 end
    if "abc" == "a slightly longer string" then equal = equal + 1 end
    if "abc" == "a significantly longer string but not overwhelmingly so" then equal = equal + 1 end
    if "a slightly longer string" == "abc" then equal = equal + 1 end
    if "a slightly longer string" == "a slightly longer string" then equal = equal + 1 end
    if "a slightly longer string" == "a significantly longer string but not overwhelmingly so" then equal = equal + 1 end
    if "a significantly longer string but not overwhelmingly so" == "abc" then equal = equal + 1 end
    if "a significantly longer string but not overwhelmingly so" == "a slightly longer string" then equal = equal + 1 end
    if "a significantly longer string but not overwhelmingly so" == "a significantly longer string but not overwhelmingly so" then equal = equal + 1 end
    if "abc" == "ab!" then equal = equal + 1 end
    if "a slightly longer string" == "a slightly longer strin!" then equal = equal + 1 end
    if "a significantly longer string but not overwhelmingly so" == "a significantly longer string but not overwhelmingly s!" then equal = equal + 1 end
end
print(equal)
