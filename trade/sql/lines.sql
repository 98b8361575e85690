-- All annual lines by codes of the Harmonized System, with the totals of these
-- flows beside them.
SELECT exporter, importer, year, product, view, valuation, classification, value_usd, flags, source, vintage
FROM trade
WHERE month = 0
  AND ((product <> 'TOTAL' AND (classification = '' OR classification LIKE 'H%'))
    OR (product = 'TOTAL' AND EXISTS (
      SELECT 1 FROM trade l
      WHERE l.product <> 'TOTAL' AND l.exporter = trade.exporter AND l.importer = trade.importer)))
ORDER BY source, exporter, importer, year, view, product
