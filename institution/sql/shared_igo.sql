-- How many organisations two states both belong to, by year.
SELECT source, vintage, p_year, organisations FROM shared_igo WHERE one = ? AND other = ? ORDER BY source, vintage, p_year
