// Times LEMON on a DIMACS file: lemon simplex|scaling FILE prints wall and processor seconds and objective.
// Timed is the solver, which copies the network as dyad does, not the building of the network.
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
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
  auto processor = std::clock();
  auto start = std::chrono::steady_clock::now();
  Solver solver(graph);
  solver.lowerMap(lower).upperMap(capacity).costMap(cost).supplyMap(supply);
  auto status = solver.run();
  std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  double used = double(std::clock() - processor) / CLOCKS_PER_SEC;
  if (status != Solver::OPTIMAL) return 1;
  std::printf("%.6f %.6f %lld\n", seconds.count(), used, (long long)solver.template totalCost<Number>());
  return 0;
}

int main(int, char **argv) {
  if (!std::strcmp(argv[1], "simplex")) return run<lemon::NetworkSimplex<Graph, Number>>(argv[2]);
  return run<lemon::CostScaling<Graph, Number>>(argv[2]);
}
