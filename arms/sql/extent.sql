-- How far each register reaches.
SELECT source, vintage, min(delivered_from_year), max(delivered_to_year), count(DISTINCT supplier_name), count(*) FILTER (delivered_from_year < delivered_to_year)
FROM arms GROUP BY source, vintage ORDER BY source, vintage
