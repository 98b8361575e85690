-- Annual totals of every flow that begins or ends in a set of economies, the
-- published world totals among them.
SELECT exporter, importer, year, view, valuation, classification, value_usd, flags, source, vintage
FROM trade_total
WHERE month = 0
  AND (exporter IN ({as}) OR importer IN ({as}))
