-- Annual lines by codes of the Harmonized System, with the totals beside them,
-- of the flows between two sets of economies, both directions. A source that
-- names no classification is taken to use this one.
SELECT exporter, importer, year, product, view, valuation, classification, value_usd, flags, source, vintage
FROM trade
WHERE month = 0
  AND (product = 'TOTAL' OR classification = '' OR classification LIKE 'H%')
  AND ((exporter IN ({as}) AND importer IN ({bs}))
    OR (exporter IN ({bs}) AND importer IN ({as})))
ORDER BY source, exporter, importer, year, view, product
