# Prints the fixtures of strucchange.json and of hansen.json: what R's strucchange
# (1.5-3 under R 4.2.2) says of fixed series.
#   Rscript strucchange.R series > strucchange.json
#   Rscript strucchange.R pvalues > hansen.json
suppressMessages({library(strucchange); library(jsonlite)})

# A bound that rounding alone puts astronomically far away is none.
bound <- function(v) ifelse(abs(v) > 1e9, NA, unname(v))

# Where a break most improves each segment of the optimal partition of l breaks,
# and the largest sup-F among them; probabilities by pvalue.Fstats.
step <- function(bp, y, X, h, l) {
  at <- if (l == 0) c(0, length(y)) else c(0, breakpoints(bp, breaks = l)$breakpoints, length(y))
  best <- NULL; lambdas <- c()
  for (i in seq_len(length(at) - 1)) {
    rows <- (at[i] + 1):at[i + 1]
    if (length(rows) < 2 * h) next
    ys <- y[rows]; Xs <- X[rows, , drop = FALSE]
    fs <- Fstats(ys ~ 0 + Xs, from = h)
    lambdas <- c(lambdas, fs$par)
    if (is.null(best) || max(fs$Fstats) > best$f) best <- list(f = max(fs$Fstats), after = at[i] + fs$breakpoint)
  }
  if (is.null(best)) return(NULL)
  p <- 1 - prod(sapply(lambdas, function(la) 1 - strucchange:::pvalue.Fstats(best$f, type = "supF", k = ncol(X), lambda = la)))
  list(f = unbox(best$f), after = unbox(best$after), p = unbox(p))
}

case <- function(name, y, X = NULL, model = "mean", h = 0.15) {
  y <- as.vector(y); n <- length(y)
  M <- switch(model, mean = matrix(1, n, 1), line = cbind(1, 1:n), columns = X)
  k <- ncol(M)
  bp <- breakpoints(y ~ 0 + M, h = h)
  s <- summary(bp)$RSS; most <- ncol(s) - 1
  count <- if (h < 1) floor(n * h) else h
  partitions <- lapply(0:most, function(m) {
    if (m == 0) return(list(rss = unbox(s[1, 1]), bic = unbox(s[2, 1])))
    ci <- suppressWarnings(confint(bp, breaks = m))$confint
    list(rss = unbox(s[1, m + 1]), bic = unbox(s[2, m + 1]), breaks = breakpoints(bp, breaks = m)$breakpoints,
         lower = bound(ci[, 1]), upper = bound(ci[, 3]), coefficients = unname(coef(bp, breaks = m)))
  })
  ci90 <- if (which.min(s[2, ]) > 1) suppressWarnings(confint(bp, level = 0.9))$confint else NULL
  same <- if (which.min(s[2, ]) > 1) suppressWarnings(confint(bp, het.reg = FALSE, het.err = FALSE))$confint else NULL
  chow <- lapply(c(floor(n / 2), floor(n / 3)), function(at) {
    r <- sctest(y ~ 0 + M, type = "Chow", point = at)
    list(after = unbox(at), f = unbox(unname(r$statistic)), p = unbox(unname(r$p.value)))
  })
  fs <- Fstats(y ~ 0 + M, from = count)
  list(name = unbox(name), model = unbox(model), h = unbox(h), y = y,
       x = if (model == "columns") lapply(seq_len(k), function(j) unname(M[, j])) else list(),
       chosen = unbox(unname(which.min(s[2, ]) - 1)), partitions = partitions,
       lower90 = if (is.null(ci90)) list() else unname(ci90[, 1]), upper90 = if (is.null(ci90)) list() else unname(ci90[, 3]),
       lower_same = if (is.null(same)) list() else unname(same[, 1]), upper_same = if (is.null(same)) list() else unname(same[, 3]),
       chow = chow,
       supf = list(f = unbox(max(fs$Fstats)), after = unbox(fs$breakpoint), p = unbox(unname(sctest(fs)$p.value))),
       steps = Filter(Negate(is.null), lapply(0:(most - 1), function(l) step(bp, y, M, count, l))))
}

seatbelt <- log10(UKDriverDeaths)
seatbelt <- window(cbind(seatbelt, lag(seatbelt, k = -1), lag(seatbelt, k = -12)), start = c(1970, 1), end = c(1984, 12))

series <- function() {
  set.seed(20141)
  walk <- function(n) round(cumsum(rnorm(n)), 3)
  c(list(
    case("Nile 1871-1970", Nile),
    case("Nile, a line", Nile, model = "line"),
    case("Nile, h a count", Nile, h = 20),
    case("UK driver deaths, lags 1 and 12", seatbelt[, 1], cbind(1, seatbelt[, 2], seatbelt[, 3]), "columns", h = 0.1),
    case("UK driver deaths, log10, mean", round(as.vector(log10(UKDriverDeaths)), 6), h = 0.1),
    case("typed by hand", c(3.1, 4.2, 2.9, 5.3, 4.4, 3.6, 3.2, 9.1, 8.3, 9.7, 10.2, 9.4, 7.9, 8.8, 15.5, 14.1, 16.3, 15.2, 14.8, 13.7, 16.9, 15.4), h = 3)),
    lapply(1:4, function(i) case(paste("noise", i), round(rnorm(30 + 10 * i), 3))),
    lapply(1:3, function(i) case(paste("two shifts", i), round(rnorm(60) + rep(c(0, 2, 1), c(20, 25, 15)), 3))),
    lapply(1:2, function(i) case(paste("walk", i), walk(60))),
    lapply(1:3, function(i) case(paste("broken line", i), round(rnorm(60, sd = 2) + pmax(0, 1:60 - 30) * .4 + 1e6, 3), model = "line")),
    lapply(1:2, function(i) case(paste("growing scatter", i), round(rnorm(48, sd = rep(c(1, 4), 24 * c(1, 1))) + rep(c(0, 3), 24 * c(1, 1)), 3))))
}

pvalues <- function() {
  grid <- expand.grid(k = c(1, 2, 3, 5, 12, 40), tau = c(0.005, 0.01, 0.05, 0.15, 0.1537, 0.3, 0.48, 0.495, 0.5), f = c(0.01, 2, 8.58, 12, 30))
  lapply(seq_len(nrow(grid)), function(i) with(grid[i, ], {
    lambda <- ((1 - tau) / tau)^2
    list(k = unbox(k), lambda = unbox(lambda), f = unbox(f), p = unbox(as.vector(strucchange:::pvalue.Fstats(f, "supF", k, lambda))))
  }))
}

all <- if (commandArgs(TRUE)[1] == "pvalues") pvalues() else series()
cat("[\n", paste(sapply(all, function(c) toJSON(c, digits = NA, na = "null")), collapse = ",\n"), "\n]\n", sep = "")
