SELECT project, source, status, p, basis, printed, members, delay, according, flags
FROM milestone
ORDER BY source, project, p, status, basis, printed
