-- Annual totals between single economies, as one side of one source reports them.
SELECT exporter, importer, year, value_usd
FROM trade_total
WHERE month = 0 AND source = '{source}' AND view = '{view}'
  AND year >= {from} AND year <= {to}
  AND flags NOT LIKE '%aggregate%'
  AND exporter <> importer
ORDER BY year, exporter, importer
