-- Annual totals of every flow of one year.
SELECT exporter, importer, year, view, valuation, classification, value_usd, flags, source, vintage
FROM trade_total
WHERE month = 0 AND year = {year}
