-- What two states are bound to by alliances, by year.
SELECT source, vintage, p_year, defence, offence, neutrality, nonaggression, consultation FROM obligation WHERE one = ? AND other = ? ORDER BY source, vintage, p_year
