-- One statistic of an economy or a region over time, as every source has it.
SELECT period, value, unit, title, source, vintage, coalesce(region, '') AS region, flags
FROM series
WHERE {subject} = ? AND indicator = ?
ORDER BY source, vintage, title, unit, period
