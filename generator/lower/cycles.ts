/**
 * Numbers the reference cycles of a graph: nodes that reach each other share a number, nodes on no
 * cycle have none. Tarjan's algorithm, iterative because documents nest deeper than stacks.
 */
export function cyclesOf<Node>(
  nodes: Iterable<Node>,
  edges: (node: Node) => Iterable<Node>,
): Map<Node, number> {
  const cycles = new Map<Node, number>();
  const order = new Map<Node, number>();
  const low = new Map<Node, number>();
  const path: Node[] = [];
  const onPath = new Set<Node>();
  let number = 0;

  const enter = (node: Node): Frame<Node> => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    path.push(node);
    onPath.add(node);
    return { node, rest: edges(node)[Symbol.iterator]() };
  };
  const lower = (node: Node, to: number): void => {
    low.set(node, Math.min(low.get(node) ?? to, to));
  };

  for (const start of nodes) {
    if (order.has(start)) continue;
    const frames = [enter(start)];
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const next = frame.rest.next();
      if (next.done !== true) {
        if (!order.has(next.value)) frames.push(enter(next.value));
        else if (onPath.has(next.value)) lower(frame.node, order.get(next.value) ?? 0);
        continue;
      }
      frames.pop();
      const { node } = frame;
      const parent = frames.at(-1);
      if (parent !== undefined) lower(parent.node, low.get(node) ?? 0);
      if (low.get(node) !== order.get(node)) continue;
      const members: Node[] = [];
      for (let last = path.pop(); last !== undefined; last = path.pop()) {
        onPath.delete(last);
        members.push(last);
        if (last === node) break;
      }
      const alone = members.length === 1 && ![...edges(node)].includes(node);
      if (alone) continue;
      number += 1;
      for (const member of members) cycles.set(member, number);
    }
  }
  return cycles;
}

interface Frame<Node> {
  readonly node: Node;
  readonly rest: Iterator<Node>;
}
