# Reads a panel and estimates a model with R's fixest, from the file to the table.
# usage: Rscript whole.R FILE FORMULA CLUSTER threads default|tight
arguments <- commandArgs(trailingOnly = TRUE)
suppressMessages(library(fixest))
file <- arguments[1]
formula <- as.formula(arguments[2])
cluster <- as.formula(paste("~", arguments[3]))
threads <- as.integer(arguments[4])
setFixest_nthreads(threads)
used <- unique(c(all.vars(formula), all.vars(cluster)))
if (grepl("[.]parquet$", file)) {
  data <- if (requireNamespace("arrow", quietly = TRUE)) {
    arrow::set_cpu_count(threads)
    as.data.frame(arrow::read_parquet(file, col_select = tidyselect::all_of(used)))
  } else {
    nanoparquet::read_parquet(file, col_select = used)
  }
} else if (requireNamespace("data.table", quietly = TRUE)) {
  data.table::setDTthreads(threads)
  data <- if (grepl("[.]gz$", file)) {
    data.table::fread(cmd = paste("gzip -dc", shQuote(file)), select = used)
  } else {
    data.table::fread(file, select = used)
  }
} else {
  data <- read.csv(file)
}
model <- if (arguments[5] == "tight") {
  fepois(formula, data, cluster = cluster, glm.tol = 3e-13, fixef.tol = 1e-10, glm.iter = 100, fixef.iter = 1e5, notes = FALSE)
} else {
  fepois(formula, data, cluster = cluster, notes = FALSE)
}
for (name in names(coef(model))) cat(sprintf("coef %-14s %.12f %.12f\n", name, coef(model)[[name]], se(model)[[name]]))
