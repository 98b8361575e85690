-- Exports and imports of one economy by HS chapter: as published for the world as
-- partner, and summed over the partners (flag "computed"). Each chapter is the sum
-- of its shortest codes; one that holds a line without a value has none. The flags
-- are those of the lines beneath.
WITH lines AS (
  SELECT CASE WHEN exporter IN ({as}) THEN exporter ELSE 'WLD' END AS exporter,
         CASE WHEN importer IN ({as}) THEN importer ELSE 'WLD' END AS importer,
         exporter AS x, importer AS m, year, view, valuation, classification, value_usd, source, vintage,
         substr(product, 1, 2) AS chapter, length(product) AS digits,
         CASE WHEN exporter = 'WLD' OR importer = 'WLD' THEN '' ELSE 'computed' END AS origin, flags
  FROM trade
  WHERE month = 0 AND product <> 'TOTAL' AND (classification = '' OR classification LIKE 'H%')
    AND (exporter IN ({as}) OR importer IN ({as})) AND exporter <> importer
    AND (exporter = 'WLD' OR importer = 'WLD' OR (flags NOT LIKE '%aggregate%' AND flags NOT LIKE '%region%'))
),
shortest AS (
  SELECT x, m, year, view, classification, source, vintage, chapter, min(digits) AS digits
  FROM lines
  GROUP BY x, m, year, view, classification, source, vintage, chapter
)
SELECT l.exporter, l.importer, l.year, l.chapter AS product, l.view, min(l.valuation) AS valuation, l.classification,
       CASE WHEN count(*) = count(l.value_usd) THEN sum(l.value_usd) END AS value_usd,
       concat(l.origin, ',', coalesce({flags} FILTER (WHERE l.flags <> ''), '')) AS flags, l.source, l.vintage
FROM lines l
JOIN shortest c
  ON c.x = l.x AND c.m = l.m AND c.year = l.year AND c.view = l.view AND c.classification = l.classification
 AND c.source = l.source AND c.vintage = l.vintage AND c.chapter = l.chapter AND c.digits = l.digits
GROUP BY l.exporter, l.importer, l.year, l.chapter, l.view, l.classification, l.origin, l.source, l.vintage
ORDER BY 10, 1, 2, 3, 5, 4
