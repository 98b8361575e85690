// Times LEMON on a DIMACS file: lemon simplex|scaling FILE prints seconds and objective. Only
// the call of the solver is timed, not the building of its network.
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>

#include <lemon/cost_scaling.h>
#include <lemon/dimacs.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

using Graph = lemon::SmartDigraph;
using Number = long long;

template <class Solver>
int run(const char *path) {
  Graph graph;
  Graph::ArcMap<Number> lower(graph), capacity(graph), cost(graph);
  Graph::NodeMap<Number> supply(graph);
  std::ifstream in(path);
  lemon::readDimacsMin(in, graph, lower, capacity, cost, supply);
  Solver solver(graph);
  solver.lowerMap(lower).upperMap(capacity).costMap(cost).supplyMap(supply);
  auto start = std::chrono::steady_clock::now();
  auto status = solver.run();
  std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  if (status != Solver::OPTIMAL) return 1;
  std::printf("%.6f %lld\n", seconds.count(), (long long)solver.template totalCost<Number>());
  return 0;
}

int main(int, char **argv) {
  if (!std::strcmp(argv[1], "simplex")) return run<lemon::NetworkSimplex<Graph, Number>>(argv[2]);
  return run<lemon::CostScaling<Graph, Number>>(argv[2]);
}
