// Package flow moves amounts through networks: at least cost, under capacities, or as
// shippers choose. It knows nothing of ships and trains; nodes and arcs are numbers.
//
// # What it finds
//
//   - MinCost: the cheapest flow of one commodity, with potentials, reduced costs and what one
//     more unit of capacity is worth; a demand that cannot be served names its minimum cut.
//   - MultiCommodity: the same for several demands that share the capacities, with shadow prices.
//   - ShortestPaths and Distances: the k cheapest paths without repeated nodes.
//   - Logit, PathSizeLogit and Mix: how a demand is shared out among routes, by segment.
//   - StochasticEquilibrium: the same where costs grow with the flow.
//   - Verify and VerifyAssignment: what flows and dual values, whoever found them, prove about
//     each other.
//
// # Exactness
//
// Costs and amounts are counted in whole decimal units, the coarsest of which all are
// multiples (0.1 is one tenth, not the float64 beside it), in 64-bit integers: no
// tolerance decides what is cheaper, and a capacity of 1e12 stands beside a price of 1e-6.
// Numbers that are no decimals of up to 12 digits, or too far apart, are rounded to a unit
// of a power of two, and Result.Exact is false. MultiCommodity works in floating point, with
// amounts corrected until what is whole comes out whole. A result is returned only if its
// proof of optimality holds in the numbers returned: flows that add up within their
// capacities, complementary slackness, equal primal and dual objectives. MinCost proves its
// integers besides.
//
// # Method
//
// MinCost is the primal network simplex method: a strongly feasible spanning tree
// (Cunningham 1976) kept as parents and a threaded preorder (Barr, Glover and Klingman 1979),
// block search for the entering arc (Kelly and O'Neill 1991; Király and Kovács 2012), and
// a first tree of shortest paths to the nearest demand. It takes some 60 bytes an arc and 100
// a node.
//
// MultiCommodity keeps the dense inverse of a matrix of as many rows as arcs are full at
// positive prices: ten thousand arcs, a hundred demands and three hundred full arcs take some
// seconds, most networks some milliseconds.
//
// # References
//
//   - Barr, Glover and Klingman (1979), Enhancements of spanning tree labelling procedures for network optimization, INFOR 17.
//   - Ben-Akiva and Bierlaire (1999), Discrete choice methods and their applications to short term travel decisions, in Hall, Handbook of Transportation Science.
//   - Bland (1977), New finite pivoting rules for the simplex method, Mathematics of Operations Research 2.
//   - Bureau of Public Roads (1964), Traffic assignment manual.
//   - Cunningham (1976), A network simplex method, Mathematical Programming 11.
//   - Daganzo and Sheffi (1977), On stochastic models of traffic assignment, Transportation Science 11.
//   - Dantzig and Van Slyke (1967), Generalized upper bounding techniques, Journal of Computer and System Sciences 1.
//   - Dijkstra (1959), A note on two problems in connexion with graphs, Numerische Mathematik 1.
//   - Fisk (1980), Some developments in equilibrium traffic assignment, Transportation Research B 14.
//   - Ford and Fulkerson (1958), A suggested computation for maximal multi-commodity network flows, Management Science 5.
//   - Hart, Nilsson and Raphael (1968), A formal basis for the heuristic determination of minimum cost paths, IEEE Transactions on Systems Science and Cybernetics 4.
//   - Kelly and O'Neill (1991), The minimum cost flow problem and the network simplex solution method.
//   - Király and Kovács (2012), Efficient implementations of minimum-cost flow algorithms, Acta Universitatis Sapientiae, Informatica 4.
//   - Lawler (1972), A procedure for computing the k best solutions to discrete optimization problems, Management Science 18.
//   - McFadden (1974), Conditional logit analysis of qualitative choice behavior, in Zarembka, Frontiers in Econometrics.
//   - Ogita, Rump and Oishi (2005), Accurate sum and dot product, SIAM Journal on Scientific Computing 26.
//   - Onaga and Kakusho (1971), On feasibility conditions of multicommodity flows in networks, IEEE Transactions on Circuit Theory 18.
//   - Tomlin (1966), Minimum-cost multicommodity network flows, Operations Research 14.
//   - Yen (1971), Finding the k shortest loopless paths in a network, Management Science 17.
package flow
