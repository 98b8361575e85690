-- Two members' votes against each other, by year.
SELECT a.source AS source, a.vintage AS vintage, a.p_year AS year, a.choice AS first, b.choice AS second, count(*) AS n
FROM vote a JOIN vote b ON a.source = b.source AND a.vintage = b.vintage AND a.rollcall = b.rollcall
WHERE a.economy = ? AND b.economy = ? AND (? = '' OR coalesce(a.important, '') = ?) AND (? = '' OR list_contains(string_split(coalesce(a.issue, ''), '; '), ?))
GROUP BY ALL
ORDER BY source, vintage, year, first, second
