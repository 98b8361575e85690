# dyad: `make help` says what there is.
GO ?= go
BIN := bin/dyad

.DEFAULT_GOAL := help
.PHONY: help build demo test lint bench soak fuzz clean

help: ## this list
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## build bin/dyad
	@echo "building $(BIN) (the first time compiles for a few minutes)"
	@$(GO) build -trimpath -o $(BIN) ./cmd/dyad

demo: build ## fill a lake with the article's pack, print the board, write CHN-RUS.html
	@$(BIN) demo

test: ## run every test, and say which were left out for want of what
	@echo "running every test; those on the real data look for it in ../shared/data or DYAD_DATA"
	$(GO) vet ./...
	@$(GO) build -o bin/skips ./internal/skips
	@bin/skips $(GO) test -timeout 15m ./...

lint: ## formatting, vet, the walls between the rooms, staticcheck, dead code
	@test -z "$$(gofmt -l . | tee /dev/stderr)" || (echo "gofmt the files above" >&2; exit 1)
	$(GO) vet ./...
	$(GO) test ./internal/lint
	$(GO) tool -modfile=tools/go.mod staticcheck ./...
	@GO="$(GO)" bash tools/deadcode.sh

bench: build ## measure import, queries, claims, server and gravity; see bench/README.md
	@bash bench/run.sh

soak: ## load a server for an hour and hold its memory, descriptors and goroutines (SOAK=1h)
	DYAD_SOAK=$(or $(SOAK),1h) $(GO) test ./internal/web -run '^TestSoak$$' -count=1 -timeout 0 -v

fuzz: ## fuzz every reader, a minute each (FUZZTIME=1m)
	@bash bench/fuzz.sh $(or $(FUZZTIME),1m)

clean: ## remove what was built and the demo's lake
	rm -rf bin dyad-data CHN-RUS.html
