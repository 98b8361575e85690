-- The stays in groups, in order; where two sources list one group, the source is
-- part of who says it.
SELECT "group", coalesce(name, '') AS name, economy, "from", coalesce("to", '') AS "to", coalesce(according_to, source) AS according_to
FROM membership
ORDER BY "group", economy, "from", source
