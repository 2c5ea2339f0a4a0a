DELETE FROM pause WHERE service IN (SELECT value FROM json_each(?))
