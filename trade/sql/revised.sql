-- What a later release of a source changed for two economies: whole flows that
-- only one of the two releases has, or that they give with another value.
SELECT coalesce(a.exporter, b.exporter) AS exporter, coalesce(a.importer, b.importer) AS importer, coalesce(a.year, b.year) AS year,
       coalesce(a.month, b.month) AS month, coalesce(a.view, b.view) AS view, a.value_usd AS earlier, b.value_usd AS later
FROM (SELECT * FROM trade_all WHERE source = ? AND vintage = ? AND product = 'TOTAL' AND exporter IN ({as}) AND importer IN ({as})) a
FULL OUTER JOIN (SELECT * FROM trade_all WHERE source = ? AND vintage = ? AND product = 'TOTAL' AND exporter IN ({as}) AND importer IN ({as})) b
  ON a.exporter = b.exporter AND a.importer = b.importer AND a.year = b.year AND a.month = b.month AND a.view = b.view AND a.classification = b.classification
WHERE a.value_usd IS DISTINCT FROM b.value_usd OR a.exporter IS NULL OR b.exporter IS NULL
ORDER BY 1, 2, 3, 4, 5
