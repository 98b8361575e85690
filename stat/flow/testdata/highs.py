# Solves multicommodity flows by HiGHS: reads a list of problems as JSON, writes for each
# {"objective", "flow": [demand][arc], "shadow": [arc]}, or null where it is infeasible.
import json
import sys

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import lil_matrix


def solve(p):
    nodes, arcs, demands = p["nodes"], len(p["from"]), p["demands"]
    k = len(demands)
    equal, right = lil_matrix((k * nodes, k * arcs)), np.zeros(k * nodes)
    shared = lil_matrix((arcs, k * arcs))
    cost = []
    for i, d in enumerate(demands):
        for e in range(arcs):
            equal[i * nodes + p["from"][e], i * arcs + e] += 1
            equal[i * nodes + p["to"][e], i * arcs + e] -= 1
            shared[e, i * arcs + e] = 1
        right[i * nodes + d["origin"]] += d["amount"]
        right[i * nodes + d["destination"]] -= d["amount"]
        cost += d["cost"]
    bounded = [e for e in range(arcs) if p["capacity"][e] is not None]
    limit = [p["capacity"][e] for e in bounded]
    r = linprog(cost, A_ub=shared.tocsr()[bounded] if bounded else None, b_ub=limit if bounded else None,
                A_eq=equal.tocsr(), b_eq=right, bounds=(0, None), method="highs",
                options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10})
    if r.status == 2:
        return None
    if r.status != 0:
        raise SystemExit(f"status {r.status}: {r.message}")
    shadow = [0.0] * arcs
    for i, e in enumerate(bounded):
        shadow[e] = max(-r.ineqlin.marginals[i], 0.0)
    return {"objective": r.fun, "flow": r.x.reshape(k, arcs).tolist(), "shadow": shadow}


json.dump([solve(p) for p in json.load(sys.stdin)], sys.stdout)
