import {
  choice,
  group,
  hardline,
  ifBreak,
  indent,
  isHard,
  line,
  Node,
  separated,
  softline,
  type Doc,
} from "./doc.js";
import { Arrow } from "./functions.js";
import { ArrayLiteral, Atom, isNumeric, ObjectLiteral } from "./literals.js";

/** `object.name` or `object["key"]`. */
export class Member extends Node {
  readonly object: Node;
  readonly property: Node;
  readonly computed: boolean;

  constructor(object: Node, property: Node, computed: boolean) {
    super(object.flat + lookup(property, computed), object.hard);
    this.object = object;
    this.property = property;
    this.computed = computed;
  }

  get access(): Doc {
    if (!this.computed) return [".", this.property];
    if (isNumeric(this.property)) return ["[", this.property, "]"];
    return group(["[", indent([softline, this.property]), softline, "]"]);
  }

  doc(): Doc {
    const { object, computed, access } = this;
    if (computed || (object instanceof Atom && object.type === "name")) return [object, access];
    return [object, group(indent([softline, access]))];
  }

  override isPlain(depth: number): boolean {
    return this.object.isPlain(depth) && this.property.isPlain(depth);
  }
}

function lookup({ flat }: Node, computed: boolean): string {
  return computed ? `[${flat}]` : `.${flat}`;
}

/** `callee<T>(…)`, and `new callee(…)`. */
export class Call extends Node {
  readonly callee: Node;
  readonly types: Node | undefined;
  readonly args: readonly Node[];
  readonly isNew: boolean;
  /** How many calls a chain has that ends here. */
  readonly calls: number;

  constructor(callee: Node, types: Node | undefined, args: readonly Node[], isNew = false) {
    const inner = innerCall(callee);
    const calls = 1 + (inner?.calls ?? 0);
    const flat = `${isNew ? "new " : ""}${callee.flat}${types?.flat ?? ""}`;
    super(
      `${flat}(${args.map((argument) => argument.flat).join(", ")})`,
      callee.hard ||
        args.some(isHard) ||
        composesFunctions(args) ||
        (calls > 2 && callee instanceof Member && !isPlain(args, inner)),
    );
    this.callee = callee;
    this.types = types;
    this.args = args;
    this.isNew = isNew;
    this.calls = calls;
  }

  get ending(): Doc {
    return [this.types ?? "", argumentsDoc(this.args)];
  }

  doc(): Doc {
    if (!this.isNew && this.callee instanceof Member) return chain(this).doc;
    const doc: Doc = [this.isNew ? "new " : "", this.callee, this.ending];
    return this.callee instanceof Call ? group(doc, this.hard) : doc;
  }

  override isPlain(depth: number): boolean {
    const { callee, args } = this;
    return (
      callee.isPlain(depth) &&
      args.length <= depth &&
      args.every((argument) => argument.isPlain(depth - 1))
    );
  }
}

function innerCall(callee: Node): Call | undefined {
  let node = callee;
  while (node instanceof Member) node = node.object;
  return node instanceof Call && !node.isNew ? node : undefined;
}

/** Whether all arguments of a chain are simple: such a chain may stay on one line however long. */
function isPlain(args: readonly Node[], inner: Call | undefined): boolean {
  if (!args.every((argument) => argument.isPlain(PLAIN))) return false;
  for (let call = inner; call !== undefined; call = innerCall(call.callee))
    if (!call.args.every((argument) => argument.isPlain(PLAIN))) return false;
  return true;
}

/** `compose(a => …, b => …)`: functions among arguments, more than one. */
function composesFunctions(args: readonly Node[]): boolean {
  if (args.length < 2) return false;
  let count = 0;
  for (const argument of args) {
    if (argument instanceof Arrow) count += 1;
    else if (argument instanceof Call && argument.args.some((inner) => inner instanceof Arrow))
      return true;
    if (count > 1) return true;
  }
  return false;
}

function argumentsDoc(args: readonly Node[]): Doc {
  const last = args.at(-1);
  if (last === undefined) return "()";
  const hard = args.some(isHard);
  const separatedArgs = separated(args, [",", line]);
  const allBroken = group(["(", indent([line, separatedArgs]), ifBreak(","), line, ")"], true);
  if (composesFunctions(args)) return allBroken;
  if (!hugsLast(args, last))
    return group(["(", indent([softline, separatedArgs]), ifBreak(","), softline, ")"], hard);
  const before = args.slice(0, -1);
  if (before.some(isHard)) return allBroken;
  const leading = before.map((argument): Doc => [argument, ",", line]);
  const hugged = last instanceof Arrow ? last.hugged() : last.doc();
  const opened: Doc = ["(", leading, group(hugged, true), ")"];
  return last.hard
    ? choice([opened, allBroken])
    : choice([["(", leading, hugged, ")"], opened, allBroken]);
}

/** Whether the last argument may be broken while the others stay on the line: `f(a, {`. */
function hugsLast(args: readonly Node[], last: Node): boolean {
  const before = args.at(-2);
  if (!isHuggable(last) || before?.constructor === last.constructor) return false;
  if (args.length === 2 && before instanceof Arrow && last instanceof ArrayLiteral) return false;
  return !(args.length > 1 && last instanceof ArrayLiteral && last.elements.every(isNumeric));
}

function isHuggable(node: Node, inArrow = false): boolean {
  if (node instanceof ObjectLiteral) return node.members.length > 0;
  if (node instanceof ArrayLiteral) return node.elements.length > 0;
  if (!(node instanceof Arrow)) return false;
  const { body } = node;
  if (body instanceof Arrow) return isHuggable(body, true);
  return (
    body instanceof ObjectLiteral ||
    body instanceof ArrayLiteral ||
    (!inArrow && body instanceof Call && !body.isNew)
  );
}

/** A link of a chain: what is looked up, or what is called. */
interface Link {
  readonly node: Node;
  readonly doc: Doc;
}

/** How deep an argument may be nested that counts as plain. */
const PLAIN = 2;

/** How a chain of calls is laid out; `breaks` where it may be broken between its links. */
export function chain(call: Call): { doc: Doc; breaks: boolean } {
  const links = linksOf(call);
  const groups = groupsOf(links);
  const merged = groups.length >= 2 && mergesFirst(groups);
  const oneLine = groups.map(docOf);
  if (groups.length <= (merged ? 3 : 2)) return { doc: group(oneLine, call.hard), breaks: false };
  const rest = groups.slice(merged ? 2 : 1);
  const expanded: Doc = [
    docOf(groups[0] ?? []),
    merged ? docOf(groups[1] ?? []) : "",
    indent(rest.map((links) => [hardline, docOf(links)])),
  ];
  const calls = links.map(({ node }) => node).filter((node) => node instanceof Call);
  const args = calls.flatMap((node) => node.args);
  const mustBreak =
    (calls.length > 2 && args.some((argument) => !argument.isPlain(PLAIN))) ||
    groups.slice(0, -1).some((links) => links.some(isHardLink)) ||
    (isHardLink(links.at(-1)) &&
      calls.slice(0, -1).some((node) => node.args.some((argument) => argument instanceof Arrow)));
  return { doc: mustBreak ? group(expanded, true) : choice([oneLine, expanded]), breaks: true };
}

function docOf(links: readonly Link[]): Doc {
  return links.map(({ doc }) => doc);
}

function isHardLink(link: Link | undefined): boolean {
  const node = link?.node;
  if (node instanceof Call) return node.args.some(isHard) || composesFunctions(node.args);
  return node instanceof Member ? node.property.hard : (node?.hard ?? false);
}

function linksOf(call: Call): Link[] {
  const links: Link[] = [];
  let node: Node = call;
  for (;;) {
    if (node instanceof Call && !node.isNew && isLink(node.callee)) {
      links.unshift({ node, doc: node.ending });
      node = node.callee;
    } else if (node instanceof Member) {
      links.unshift({ node, doc: node.access });
      node = node.object;
    } else {
      links.unshift({ node, doc: node });
      return links;
    }
  }
}

function isLink(callee: Node): boolean {
  return callee instanceof Member || (callee instanceof Call && !callee.isNew);
}

/** The first group is what the chain starts from; each other begins with names and ends with calls. */
function groupsOf(links: readonly Link[]): Link[][] {
  const [root] = links;
  let at = 1;
  const isMember = (index: number): boolean => links[index]?.node instanceof Member;
  while (links[at]?.node instanceof Call || isNumberAccess(links[at])) at += 1;
  if (!(root?.node instanceof Call)) while (isMember(at) && isMember(at + 1)) at += 1;
  const groups = [links.slice(0, at)];
  let current: Link[] = [];
  let hasCall = false;
  for (const link of links.slice(at)) {
    if (hasCall && link.node instanceof Member && !isNumberAccess(link)) {
      groups.push(current);
      current = [];
      hasCall = false;
    }
    if (link.node instanceof Call) hasCall = true;
    current.push(link);
  }
  if (current.length > 0) groups.push(current);
  return groups;
}

function isNumberAccess(link: Link | undefined): boolean {
  const node = link?.node;
  return node instanceof Member && node.computed && isNumeric(node.property);
}

/** Whether the first call stays beside what it is called on: `Factory.create()`. */
function mergesFirst([first = [], second = []]: readonly Link[][]): boolean {
  const computed = second[0]?.node instanceof Member && second[0].node.computed;
  const last = first.at(-1)?.node;
  if (first.length === 1)
    return (
      last instanceof Atom &&
      (last.type === "this" || (last.type === "name" && (isFactory(last.flat) || computed)))
    );
  return last instanceof Member && !last.computed && (isFactory(last.property.flat) || computed);
}

function isFactory(name: string): boolean {
  return /^[A-Z]|^[$_]+$/.test(name);
}
