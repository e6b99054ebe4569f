/**
 * Numbers the reference cycles of a graph: nodes that reach each other share a number, nodes on no
 * cycle have none. Tarjan's algorithm, iterative because documents nest deeper than stacks.
 */
export function cyclesOf<Node>(
  nodes: Iterable<Node>,
  edges: (node: Node) => Iterable<Node>,
): Map<Node, number> {
  const cycles = new Map<Node, number>();
  const marks = new Map<Node, Mark<Node>>();
  const path: Mark<Node>[] = [];
  let number = 0;

  const enter = (node: Node): Frame<Node> => {
    const order = marks.size;
    const mark = { node, order, low: order, isOnPath: true };
    marks.set(node, mark);
    path.push(mark);
    return { mark, rest: edges(node)[Symbol.iterator](), meetsItself: false };
  };

  for (const start of nodes) {
    if (marks.has(start)) continue;
    const frames = [enter(start)];
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const { mark } = frame;
      const next = frame.rest.next();
      if (next.done !== true) {
        const met = marks.get(next.value);
        if (met === undefined) frames.push(enter(next.value));
        else if (met.isOnPath) mark.low = Math.min(mark.low, met.order);
        if (met === mark) frame.meetsItself = true;
        continue;
      }
      frames.pop();
      const parent = frames.at(-1)?.mark;
      if (parent !== undefined) parent.low = Math.min(parent.low, mark.low);
      if (mark.low !== mark.order) continue;
      const members: Node[] = [];
      for (let last = path.pop(); last !== undefined; last = path.pop()) {
        last.isOnPath = false;
        members.push(last.node);
        if (last === mark) break;
      }
      if (members.length === 1 && !frame.meetsItself) continue;
      number += 1;
      for (const member of members) cycles.set(member, number);
    }
  }
  return cycles;
}

/** A node that was entered; `low`: the earliest node that it is known to reach. */
interface Mark<Node> {
  readonly node: Node;
  readonly order: number;
  low: number;
  isOnPath: boolean;
}

interface Frame<Node> {
  readonly mark: Mark<Node>;
  readonly rest: Iterator<Node>;
  meetsItself: boolean;
}
