package article

import _ "embed"

// ClaimsName is the name under which messages speak of the claim file.
const ClaimsName = "article.claims.yaml"

//go:embed article.claims.yaml
var claims []byte

// ClaimsFile is the claim file with the article's checkable sentences.
func ClaimsFile() []byte { return append([]byte(nil), claims...) }
