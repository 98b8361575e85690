# Times a Python solver on a DIMACS file: python.py networkx|ortools FILE prints wall and
# processor seconds and objective. Only the call of the solver is timed, not the building of its network.
import sys
import time


def clocks():
    return time.perf_counter(), time.process_time()


def since(start):
    return [now - then for now, then in zip(clocks(), start)]


def read(path):
    supply, arcs, nodes = {}, [], 0
    with open(path) as lines:
        for line in lines:
            f = line.split()
            if f[0] == "p":
                nodes = int(f[2])
            elif f[0] == "n":
                supply[int(f[1]) - 1] = int(f[2])
            elif f[0] == "a":
                arcs.append((int(f[1]) - 1, int(f[2]) - 1, int(f[4]), int(f[5])))
    return nodes, supply, arcs


def networkx(nodes, supply, arcs):
    import networkx as nx

    g = nx.MultiDiGraph()
    for u in range(nodes):
        g.add_node(u, demand=-supply.get(u, 0))
    for u, v, capacity, cost in arcs:
        g.add_edge(u, v, capacity=capacity, weight=cost)
    start = clocks()
    objective, _ = nx.network_simplex(g)
    return since(start), objective


def ortools(nodes, supply, arcs):
    import numpy as np
    from ortools.graph.python import min_cost_flow

    solver = min_cost_flow.SimpleMinCostFlow()
    a = np.array(arcs)
    solver.add_arcs_with_capacity_and_unit_cost(a[:, 0], a[:, 1], a[:, 2], a[:, 3])
    for u in range(nodes):
        solver.set_node_supply(u, supply.get(u, 0))
    start = clocks()
    status = solver.solve()
    seconds = since(start)
    if status != solver.OPTIMAL:
        raise SystemExit(f"status {status}")
    return seconds, solver.optimal_cost()


problem = read(sys.argv[2])
seconds, objective = {"networkx": networkx, "ortools": ortools}[sys.argv[1]](*problem)
print(f"{seconds[0]:.6f} {seconds[1]:.6f} {objective}")
