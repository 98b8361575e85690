-- Annual totals of every flow of the exporters in a part of the alphabet.
SELECT exporter, importer, year, view, valuation, classification, value_usd, flags, source, vintage
FROM trade_total
WHERE month = 0 AND exporter >= {from} AND exporter < {to}
