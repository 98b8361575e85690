# Writes survfit.json, the figures that the tests compare with:
#   Rscript survfit.R > survfit.json
# The figures in the repository are those of R 4.2.2 with survival 3.5-3.
# Conventions: missing is null; standard errors are on the scale of the estimate;
# the log-rank test with delayed entry, which survdiff does not have, is the score
# test of the exact conditional likelihood (coxph, ties = "exact"), the same statistic.
suppressMessages(library(survival))
options(warn = -1)

num <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
arr <- function(x) paste0("[", paste(num(as.numeric(x)), collapse = ","), "]")
str <- function(x) paste0('"', x, '"')
obj <- function(...) { p <- list(...); paste0("{", paste0('"', names(p), '":', unlist(p), collapse = ","), "}") }
lst <- function(x) paste0("[\n", paste(unlist(x), collapse = ",\n"), "]")

one <- function(name, d, taus = c(), test = TRUE) {
  d$id <- seq_len(nrow(d)); causes <- max(d$cause)
  if (is.null(d$group)) d$group <- 0
  delayed <- !is.null(d$entry)
  km <- list(); aj <- list()
  for (g in sort(unique(d$group))) for (ct in c("plain", "log", "log-log")) {
    x <- d[d$group == g, ]
    s <- if (delayed) Surv(x$entry, x$exit, x$cause > 0) else Surv(x$exit, x$cause > 0)
    f <- survfit(s ~ 1, conf.type = ct)
    q <- quantile(f, c(.1, .25, .5, .75, .9))
    means <- if (length(taus)) sapply(taus, function(tau) summary(f, rmean = tau)$table[c("rmean", "se(rmean)")]) else matrix(0, 2, 0)
    km[[length(km) + 1]] <- obj(group = g, limits = str(ct), time = arr(f$time), n_risk = arr(f$n.risk),
      n_event = arr(f$n.event), n_censor = arr(f$n.censor), estimate = arr(f$surv), std_error = arr(f$surv * f$std.err),
      lower = arr(f$lower), upper = arr(f$upper), quantile = arr(q$quantile), quantile_lower = arr(q$lower),
      quantile_upper = arr(q$upper), mean = arr(means[1, ]), mean_se = arr(means[2, ]))
    if (causes < 2) next
    status <- factor(x$cause, 0:causes)
    f <- if (delayed) survfit(Surv(entry, exit, status) ~ 1, x, id = id, conf.type = ct)
         else survfit(Surv(exit, status) ~ 1, x, conf.type = ct)
    for (k in 1:causes) {
      aj[[length(aj) + 1]] <- obj(group = g, cause = k, limits = str(ct), time = arr(f$time), n_risk = arr(f$n.risk[, 1]),
        n_event = arr(f$n.event[, k + 1]), n_censor = arr(f$n.censor), estimate = arr(f$pstate[, k + 1]),
        std_error = arr(f$std.err[, k + 1]), lower = arr(f$lower[, k + 1]), upper = arr(f$upper[, k + 1]))
    }
  }
  rank <- "null"
  if (test && length(unique(d$group)) > 1) {
    if (delayed) {
      f <- coxph(Surv(entry, exit, cause > 0) ~ factor(group), d, ties = "exact", control = coxph.control(iter.max = 0))
      df <- length(unique(d$group)) - 1
      rank <- obj(chisq = num(f$score), df = num(df), p = num(pchisq(f$score, df, lower.tail = FALSE)))
    } else {
      f <- survdiff(Surv(exit, cause > 0) ~ group, d)
      rank <- obj(chisq = num(f$chisq), df = num(length(f$obs) - 1), p = num(pchisq(f$chisq, length(f$obs) - 1, lower.tail = FALSE)),
        observed = arr(f$obs), expected = arr(f$exp))
    }
  }
  obj(name = str(name), exit = arr(d$exit), entry = if (delayed) arr(d$entry) else "null", cause = arr(d$cause),
    group = arr(d$group), taus = arr(taus), km = lst(km), aj = lst(aj), logrank = rank)
}

# Months from signature to start of work of 24 projects; 1 is rail and bridges, 0 energy.
projects <- data.frame(
  exit = c(3, 5, 5, 8, 8, 8, 12, 15, 20, 20, 31, 40, 1, 1, 4, 7, 9, 9, 13, 18, 18, 26, 36, 60),
  cause = c(1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 0, 1),
  group = rep(c(1, 0), each = 12))
everything <- projects; everything$group <- NULL
# Invented: ties of events with events, with censorings and with entries.
competing <- data.frame(
  exit  = c(3, 5, 5, 4, 9, 8, 8, 9, 10, 10, 12, 12, 2, 2, 3, 3, 7, 7, 7, 9.5, 11, 11, 14, 14, 1, 6, 6, 6, 6, 13, 13, 15),
  cause = c(1, 0, 2, 1, 1, 0, 2, 2, 1, 0, 2, 0, 1, 3, 2, 0, 1, 1, 2, 0, 1, 3, 2, 2, 0, 1, 1, 1, 1, 2, 1, 1),
  group = rep(0:2, c(12, 12, 8)))
delayed <- competing
delayed$entry <- c(0, 0, 1, 2, 2, 3, 4, 5, 6, 6.5, 7, 8, 0, 1, 1, 2, 0, 3, 2, 3, 5, 7, 7, 9.5, 0, 1, 2, 5, 0, 0, 6, 7)
# The first risk set dies out; those who enter later change nothing.
extinct <- data.frame(entry = c(0, 0, 3, 3, 3), exit = c(1, 2, 4, 5, 5), cause = c(1, 2, 1, 0, 2))
# No censoring and, in group 0, one cause only: its standard error ends at zero.
whole <- data.frame(exit = c(1, 2, 3, 4, 5, 6, 7, 7, 1, 2, 3, 4, 5, 6, 7, 7), cause = c(rep(1, 8), 1, 2, 1, 1, 1, 2, 1, 1), group = rep(0:1, each = 8))

cat(obj(oracle = str("R 4.2.2, survival 3.5-3; written by survfit.R"), probs = arr(c(.1, .25, .5, .75, .9)), cases = lst(list(
  one("projects", projects, c(12, 24, 36)), one("all projects", everything, c(12, 24, 36)),
  one("competing", competing), one("delayed", delayed), one("extinct", extinct), one("whole", whole),
  one("no events", data.frame(exit = c(2, 4, 6), cause = 0)), one("all at once", data.frame(exit = c(3, 3, 3), cause = 1)),
  one("time zero", data.frame(exit = c(0, 0, 5, 7), cause = c(1, 0, 1, 0))), one("single", data.frame(exit = 5, cause = 1)),
  one("flat end", data.frame(exit = c(1, 2, 3, 4, 9), cause = c(1, 1, 0, 0, 0))),
  one("half", data.frame(exit = c(1, 2, 6, 9), cause = c(1, 1, 0, 0)))))), "\n")
