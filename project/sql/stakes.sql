SELECT project, source, holder, economy, p, share, state, according
FROM stake
ORDER BY source, project, p, holder
