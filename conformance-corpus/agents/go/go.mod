module jetagent

go 1.19
