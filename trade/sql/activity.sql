-- How many annual totals stand as the report of each economy in each view and year,
-- and how many of them the publisher marks as its estimates.
SELECT source, CASE WHEN view = 'exporter' THEN exporter ELSE importer END AS reporter, view, year,
       count(*) AS figures, count(CASE WHEN flags LIKE '%estimate%' THEN 1 END) AS estimates
FROM trade_total
WHERE month = 0 AND view IN ('exporter', 'importer') AND value_usd > 0 AND flags NOT LIKE '%aggregate%'
GROUP BY source, CASE WHEN view = 'exporter' THEN exporter ELSE importer END, view, year
ORDER BY 1, 2, 3, 4
