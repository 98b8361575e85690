# Times R's strucchange on series of the breaks benchmark, one a line, and prints
# seconds, seconds of processor and what it found.
# usage: Rscript strucchange.R FILE processes
suppressMessages({library(strucchange); library(parallel)})
arguments <- commandArgs(trailingOnly = TRUE)
series <- lapply(strsplit(readLines(arguments[1]), ","), as.numeric)

one <- function(y) {
  n <- length(y)
  bp <- breakpoints(y ~ 1, breaks = 5)
  bic <- summary(bp)$RSS["BIC", ]
  m <- which.min(bic) - 1
  ci <- if (m > 0) suppressWarnings(confint(bp, breaks = m))$confint else matrix(0, 0, 3)
  chow <- sctest(y ~ 1, type = "Chow", point = n %/% 2)
  mk <- cor.test(1:n, y, method = "kendall", exact = FALSE, continuity = TRUE)
  c(m, sum(ci[, 2]), sum(bic), chow$p.value, mk$p.value)
}
processes <- as.integer(arguments[2])
part <- function(mine) {
  used <- proc.time()
  found <- sapply(series[mine], one)
  list(rowSums(found), sum((proc.time() - used)[c("user.self", "sys.self")]))
}
time <- system.time(parts <- mclapply(split(seq_along(series), seq_along(series) %% processes), part, mc.cores = processes))
found <- Reduce(`+`, lapply(parts, `[[`, 1))
cat(sprintf("%.6f %.6f %s\n", time[["elapsed"]], sum(sapply(parts, `[[`, 2)), paste(sprintf("%.9g", found), collapse = " ")))
