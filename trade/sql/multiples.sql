-- Annual totals of which the importer's report is about a fixed multiple of the
-- exporter's, neither marked as an estimate.
SELECT source, exporter, importer, year, as_exporter, as_importer
FROM (
  SELECT source, exporter, importer, year,
         max(CASE WHEN view = 'exporter' THEN value_usd END) AS as_exporter,
         max(CASE WHEN view = 'importer' THEN value_usd END) AS as_importer
  FROM trade_total
  WHERE month = 0 AND value_usd > 0 AND flags NOT LIKE '%aggregate%' AND flags NOT LIKE '%estimate%'
  GROUP BY source, exporter, importer, year
) pairs
WHERE as_importer BETWEEN 1.0599 * as_exporter AND 1.0601 * as_exporter
   OR as_importer BETWEEN 1.0999 * as_exporter AND 1.1001 * as_exporter
ORDER BY 1, 2, 3, 4
