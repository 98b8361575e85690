-- How many dated visits, meetings or exercises of two states a list has, by kind and year.
SELECT source, vintage, p_year, kind, count(*) FROM visit WHERE one = ? AND other = ? GROUP BY ALL ORDER BY source, vintage, kind, p_year
