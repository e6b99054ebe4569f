/** The nodes of a graph that lead back to themselves, each with the number of its cycle. */
export function cyclesOf<Node>(graph: ReadonlyMap<Node, ReadonlySet<Node>>): Map<Node, number> {
  const cycles = new Map<Node, number>();
  components(graph).forEach((members, cycle) => {
    const [only] = members;
    const isCycle = members.length > 1 || (only !== undefined && graph.get(only)?.has(only));
    if (isCycle === true) for (const node of members) cycles.set(node, cycle);
  });
  return cycles;
}

/** Strongly connected components, by Kosaraju's two walks. */
export function components<Node>(graph: ReadonlyMap<Node, ReadonlySet<Node>>): Node[][] {
  const reversed = new Map<Node, Set<Node>>();
  for (const [from, targets] of graph) {
    for (const to of targets) reversed.set(to, (reversed.get(to) ?? new Set<Node>()).add(from));
  }
  const finished: Node[] = [];
  const entered = new Set<Node>();
  for (const node of graph.keys()) walk(node, graph, entered, finished);
  const assigned = new Set<Node>();
  return finished.reverse().flatMap((node) => {
    const members: Node[] = [];
    walk(node, reversed, assigned, members);
    return members.length === 0 ? [] : [members];
  });
}

/** Adds what can be reached from a node and was not before, each after what it reaches. */
function walk<Node>(
  start: Node,
  graph: ReadonlyMap<Node, ReadonlySet<Node>>,
  entered: Set<Node>,
  finished: Node[],
): void {
  if (entered.has(start)) return;
  entered.add(start);
  const frames = [{ node: start, rest: [...(graph.get(start) ?? [])] }];
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const next = frame.rest.pop();
    if (next === undefined) {
      finished.push(frame.node);
      frames.pop();
    } else if (!entered.has(next)) {
      entered.add(next);
      frames.push({ node: next, rest: [...(graph.get(next) ?? [])] });
    }
  }
}
