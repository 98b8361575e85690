SELECT project, source, what, p, value, unit, item, years, according
FROM quantity
ORDER BY source, project, what, p
