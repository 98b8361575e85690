-- Annual totals of the flows between two sets of economies, both directions.
SELECT exporter, importer, year, view, valuation, classification, value_usd, flags, source, vintage
FROM trade_total
WHERE month = 0
  AND ((exporter IN ({as}) AND importer IN ({bs}))
    OR (exporter IN ({bs}) AND importer IN ({as})))
