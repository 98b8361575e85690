# Times R's fixest on a panel of the gravity benchmark.
# usage: Rscript fixest.R PANEL x1,x2,... effect1,effect2,... cluster threads default|tight
arguments <- commandArgs(trailingOnly = TRUE)
suppressMessages(library(fixest))
panel <- arguments[1]
regressors <- strsplit(arguments[2], ",")[[1]]
effects <- strsplit(arguments[3], ",")[[1]]
cluster <- arguments[4]
setFixest_nthreads(as.integer(arguments[5]))
tight <- arguments[6] == "tight"

index <- read.table(file.path(panel, "index.txt"), col.names = c("kind", "name", "rows", "count"), stringsAsFactors = FALSE)
column <- function(name) {
  row <- index[index$name == name, ]
  if (row$kind == "number") {
    readBin(file.path(panel, paste0(name, ".f8")), "double", row$rows, size = 8, endian = "little")
  } else {
    readBin(file.path(panel, paste0(name, ".i4")), "integer", row$rows, size = 4, endian = "little")
  }
}
used <- unique(c(index$name[1], regressors, effects, cluster))
data <- as.data.frame(setNames(lapply(used, column), used))
formula <- as.formula(paste(index$name[1], "~", paste(regressors, collapse = " + "), "|", paste(effects, collapse = " + ")))
invisible(gc())
fit <- function() {
  if (tight) {
    fepois(formula, data, cluster = as.formula(paste("~", cluster)), glm.tol = 3e-13, fixef.tol = 1e-10,
           glm.iter = 100, fixef.iter = 1e5, notes = FALSE)
  } else {
    fepois(formula, data, cluster = as.formula(paste("~", cluster)), notes = FALSE)
  }
}
time <- system.time(model <- fit())
status <- readLines("/proc/self/status")
peak <- as.numeric(gsub("[^0-9]", "", grep("VmHWM", status, value = TRUE))) / 1024
cat(sprintf("fixest %s %s rows=%d used=%d wall=%.3f cpu=%.3f peak_mb=%.0f steps=%d\n", packageVersion("fixest"), arguments[6],
            nrow(data), model$nobs, time[["elapsed"]], time[["user.self"]] + time[["sys.self"]], peak, model$iterations))
for (name in names(coef(model))) cat(sprintf("  %-14s %.12f %.12f\n", name, coef(model)[[name]], se(model)[[name]]))
