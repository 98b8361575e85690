-- The world's exports by HS chapter, as the exporters report them: for each of
-- them its published exports to the world, or else the sum over its partners.
WITH lines AS (
  SELECT exporter, importer, year, classification, value_usd, source, vintage,
         substr(product, 1, 2) AS chapter, length(product) AS digits
  FROM trade
  WHERE month = 0 AND product <> 'TOTAL' AND (classification = '' OR classification LIKE 'H%')
    AND view IN ('exporter', 'reconciled') AND exporter <> importer AND exporter <> 'WLD'
    AND (importer = 'WLD' OR (flags NOT LIKE '%aggregate%' AND flags NOT LIKE '%region%'))
),
shortest AS (
  SELECT exporter, importer, year, classification, source, vintage, chapter, min(digits) AS digits
  FROM lines
  GROUP BY exporter, importer, year, classification, source, vintage, chapter
),
system AS (
  SELECT exporter, year, source, vintage, min(classification) AS classification
  FROM lines
  GROUP BY exporter, year, source, vintage
),
economy AS (
  SELECT l.exporter, l.year, l.source, l.vintage, l.chapter,
         sum(CASE WHEN l.importer = 'WLD' THEN l.value_usd END) AS published,
         sum(CASE WHEN l.importer <> 'WLD' THEN l.value_usd END) AS summed
  FROM lines l
  JOIN shortest c
    ON c.exporter = l.exporter AND c.importer = l.importer AND c.year = l.year AND c.classification = l.classification
   AND c.source = l.source AND c.vintage = l.vintage AND c.chapter = l.chapter AND c.digits = l.digits
  JOIN system s
    ON s.exporter = l.exporter AND s.year = l.year AND s.source = l.source AND s.vintage = l.vintage AND s.classification = l.classification
  GROUP BY l.exporter, l.year, l.source, l.vintage, l.chapter
),
reporters AS (
  SELECT source, vintage, year, count(DISTINCT exporter) AS reporters
  FROM lines
  GROUP BY source, vintage, year
)
SELECT e.source, e.vintage, e.year, e.chapter, sum(coalesce(e.published, e.summed)) AS value_usd, r.reporters
FROM economy e
JOIN reporters r ON r.source = e.source AND r.vintage = e.vintage AND r.year = e.year
GROUP BY e.source, e.vintage, e.year, e.chapter, r.reporters
ORDER BY 1, 2, 3, 4
