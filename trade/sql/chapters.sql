-- Product lines of one year, summed to HS chapters from the coarsest level that
-- each report has, with the totals beside them.
WITH lines AS (
  SELECT exporter, importer, year, product, view, valuation, value_usd, flags, source, vintage,
         length(product) AS digits
  FROM trade
  WHERE month = 0 AND year = {year} AND product <> 'TOTAL'
),
coarsest AS (
  SELECT exporter, importer, view, source, vintage, min(digits) AS digits
  FROM lines
  GROUP BY exporter, importer, view, source, vintage
)
SELECT l.exporter, l.importer, l.year, substr(l.product, 1, 2) AS product, l.view,
       min(l.valuation) AS valuation, sum(l.value_usd) AS value_usd, max(l.flags) AS flags, l.source, l.vintage
FROM lines l
JOIN coarsest c
  ON c.exporter = l.exporter AND c.importer = l.importer AND c.view = l.view
 AND c.source = l.source AND c.vintage = l.vintage AND c.digits = l.digits
GROUP BY l.exporter, l.importer, l.year, substr(l.product, 1, 2), l.view, l.source, l.vintage
UNION ALL
SELECT exporter, importer, year, product, view, valuation, value_usd, flags, source, vintage
FROM trade_total
WHERE month = 0 AND year = {year}
ORDER BY 9, 1, 2, 5, 4
