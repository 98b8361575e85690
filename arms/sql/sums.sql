-- What an economy supplied or received by year, in all and to or from the other.
SELECT source, vintage, {year} AS year, sum(value ORDER BY value) AS total, coalesce(sum(value ORDER BY value) FILTER ({other} IN (?, ?)), 0) AS part, count(*) AS n
FROM arms
WHERE {side} IN (?, ?) AND {year} IS NOT NULL
GROUP BY source, vintage, year
ORDER BY source, vintage, year
