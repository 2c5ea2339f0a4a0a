INSERT INTO error_text (sentence) VALUES (?) ON CONFLICT (sentence) DO NOTHING
