-- Annual product lines, with the totals beside them, of the flows between two
-- sets of economies, both directions.
SELECT exporter, importer, year, product, view, valuation, value_usd, flags, source, vintage
FROM trade
WHERE month = 0
  AND ((exporter IN ({as}) AND importer IN ({bs}))
    OR (exporter IN ({bs}) AND importer IN ({as})))
ORDER BY source, exporter, importer, year, view, product
