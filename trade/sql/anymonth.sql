-- Whether any flow is of a month.
SELECT 1 AS one FROM trade_total WHERE month > 0 LIMIT 1
