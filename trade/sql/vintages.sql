-- Observations that two vintages of a source both have, and how many are equal.
SELECT a.source, a.vintage AS earlier, b.vintage AS later, count(*) AS observations,
       sum(CASE WHEN a.value_usd = b.value_usd THEN 1 ELSE 0 END) AS same,
       sum(CASE WHEN abs(a.value_usd - b.value_usd) > 0.01 * b.value_usd THEN 1 ELSE 0 END) AS moved
FROM trade_all a
JOIN trade_all b
  ON a.source = b.source AND a.exporter = b.exporter AND a.importer = b.importer AND a.year = b.year AND a.month = b.month
 AND a.product = b.product AND a.classification = b.classification AND a.view = b.view
WHERE a.vintage < b.vintage AND a.product = 'TOTAL' AND a.month = 0
GROUP BY a.source, a.vintage, b.vintage
ORDER BY 1, 2, 3
