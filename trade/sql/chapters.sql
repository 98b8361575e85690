-- Lines of one year by codes of the Harmonized System, summed to chapters, with
-- the totals beside them. Publishers print the same goods at several depths (27,
-- 2709, 270900): each chapter is the sum of its shortest codes. A chapter that
-- holds a line without a value is printed without one, and has the flags of all
-- its lines.
WITH lines AS (
  SELECT exporter, importer, year, product, view, valuation, classification, value_usd, flags, source, vintage,
         substr(product, 1, 2) AS chapter, length(product) AS digits
  FROM trade
  WHERE month = 0 AND year = {year} AND product <> 'TOTAL'
    AND (classification = '' OR classification LIKE 'H%')
),
shortest AS (
  SELECT exporter, importer, view, classification, source, vintage, chapter, min(digits) AS digits
  FROM lines
  GROUP BY exporter, importer, view, classification, source, vintage, chapter
)
SELECT l.exporter, l.importer, l.year, l.chapter AS product, l.view, min(l.valuation) AS valuation, l.classification,
       CASE WHEN count(*) = count(l.value_usd) THEN sum(l.value_usd) END AS value_usd, coalesce({flags} FILTER (WHERE l.flags <> ''), '') AS flags, l.source, l.vintage
FROM lines l
JOIN shortest c
  ON c.exporter = l.exporter AND c.importer = l.importer AND c.view = l.view AND c.classification = l.classification
 AND c.source = l.source AND c.vintage = l.vintage AND c.chapter = l.chapter AND c.digits = l.digits
GROUP BY l.exporter, l.importer, l.year, l.chapter, l.view, l.classification, l.source, l.vintage
UNION ALL
SELECT t.exporter, t.importer, t.year, 'TOTAL' AS product, t.view, t.valuation, t.classification, t.value_usd, t.flags, t.source, t.vintage
FROM trade_total t
WHERE t.month = 0 AND t.year = {year}
  AND EXISTS (SELECT 1 FROM lines l WHERE l.exporter = t.exporter AND l.importer = t.importer AND l.source = t.source)
ORDER BY 10, 1, 2, 5, 4
