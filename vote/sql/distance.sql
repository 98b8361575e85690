-- Two members' ideal points, by year.
SELECT a.source, a.vintage, a.p_year, a.value, b.value, least(a.votes, b.votes)
FROM ideal_point a JOIN ideal_point b ON a.source = b.source AND a.vintage = b.vintage AND a.p = b.p
WHERE a.economy = ? AND b.economy = ?
ORDER BY a.source, a.vintage, a.p_year
