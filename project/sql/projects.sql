SELECT id, source, vintage, title, kind, sector, host, value, currency, prices, year, members, programme, part_of, same_as,
       rate, maturity, grace, collateral, grant_element, url, note, flags
FROM project
ORDER BY source, id
