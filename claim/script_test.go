package claim_test

import (
	"testing"

	"dyad/claim/claimtest"
)

func TestScripts(t *testing.T) { claimtest.Run(t, "testdata") }
