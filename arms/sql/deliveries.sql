-- What one side supplied to the other, row by row.
SELECT source, vintage, delivered_from_year, delivered_to_year, coalesce(ordered_year, 0), coalesce(category, ''), coalesce(licensed, ''), coalesce(status, ''),
       value, designation, coalesce(flags, '')
FROM arms
WHERE supplier IN (?, ?) AND recipient IN (?, ?)
ORDER BY source, vintage, delivered_from_year, delivered_to_year, ordered_year, designation, value
