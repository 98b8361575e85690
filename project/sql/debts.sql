SELECT debtor, creditor, p, value, share, source, vintage, note
FROM debt_stock
WHERE debtor = ? AND creditor = ? OR debtor = ? AND creditor = ?
ORDER BY source, debtor, p
