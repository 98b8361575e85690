-- Annual totals of every flow of one year.
SELECT exporter, importer, year, product, view, valuation, value_usd, flags, source, vintage
FROM trade_total
WHERE month = 0 AND year = {year}
ORDER BY source, exporter, importer, view
