DELETE FROM mute WHERE until <= ? OR service IN (SELECT value FROM json_each(?))
