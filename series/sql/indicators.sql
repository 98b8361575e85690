-- The indicators of the lake.
SELECT DISTINCT indicator FROM series ORDER BY indicator
