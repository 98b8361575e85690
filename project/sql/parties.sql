SELECT project, source, economy, side, share, who
FROM project_party
ORDER BY source, project, economy, side, who
