import ts from "typescript";

/** What stands in a file's text from `start` to `end` is to be `text`. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** An element of a pattern: what it is called, the index it stands at, and its value where there is none. */
interface Element {
  readonly name: string;
  readonly index: number;
  readonly initializer: ts.LiteralExpression | undefined;
}

/** Interfaces of the language that arrays have: what a tag is given, what a pattern has found. */
const ARRAYS = new Set(["TemplateStringsArray", "RegExpExecArray", "RegExpMatchArray"]);

/** One file's text, its arrays read by index. The lines stay what they are. */
export class Rewriting {
  readonly #edits: Edit[] = [];
  #names = 0;

  constructor(
    private readonly file: ts.SourceFile,
    private readonly checker: ts.TypeChecker,
  ) {}

  text(): string {
    this.#visit(this.file);
    // From the end, so that places stay true; of two at one place, the outer's was made first.
    const edits = this.#edits.sort((a, b) => b.start - a.start || b.end - a.end);
    return edits.reduce(
      (text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end),
      this.file.text,
    );
  }

  #visit(node: ts.Node): void {
    if (ts.isForOfStatement(node) && node.awaitModifier === undefined) this.#loop(node);
    else if (ts.isVariableStatement(node)) this.#variables(node);
    else if (ts.isArrowFunction(node)) this.#parameters(node);
    else if (ts.isArrayLiteralExpression(node)) this.#list(node);
    ts.forEachChild(node, (child) => {
      this.#visit(child);
    });
  }

  /** `for (const x of xs) …` */
  #loop({ initializer, expression, statement }: ts.ForOfStatement): void {
    const [declared] = ts.isVariableDeclarationList(initializer) ? initializer.declarations : [];
    if (declared === undefined) return;
    const { name } = declared;
    const kind = (initializer.flags & ts.NodeFlags.Const) === 0 ? "let" : "const";
    const elements = this.#elementsOf(name);
    const isPlain = elements?.every(({ initializer: instead }) => instead === undefined) === true;
    const numbered = isPlain ? this.#numbered(expression) : undefined;
    const array = numbered ?? (this.#isArray(expression) ? expression : undefined);
    if (array === undefined) {
      if (elements === undefined) return;
      const element = this.#newName();
      this.#replace(name, element);
      this.#begin(statement, declaration(kind, this.#values(element, elements)));
      return;
    }
    const [list, index] = [this.#newName(), this.#newName()];
    const head = initializer.getStart(this.file);
    this.#edit(head, array.getStart(this.file), `let ${index} = 0, ${list} = (`);
    this.#edit(array.end, expression.end, `); ${index} < ${list}.length; ${index}++`);
    const element = `${list}[${index}]`;
    if (elements === undefined)
      this.#begin(statement, `${kind} ${name.getText(this.file)} = ${element};`);
    else if (numbered !== undefined) {
      const values = elements.map((one) => `${one.name} = ${one.index === 0 ? index : element}`);
      this.#begin(statement, declaration(kind, values));
    } else {
      const pair = this.#newName();
      const values = [`${pair} = ${element}`, ...this.#values(pair, elements)];
      this.#begin(statement, declaration(kind, values));
    }
  }

  /** The array of `array.entries()`. */
  #numbered(expression: ts.Expression): ts.Expression | undefined {
    if (!ts.isCallExpression(expression) || expression.arguments.length > 0) return undefined;
    const { expression: callee, questionDotToken } = expression;
    if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== "entries") return undefined;
    if (questionDotToken !== undefined || callee.questionDotToken !== undefined) return undefined;
    return this.#isArray(callee.expression) ? callee.expression : undefined;
  }

  /** `const [a, b] = pair;` */
  #variables({ declarationList, modifiers }: ts.VariableStatement): void {
    if (modifiers !== undefined) return;
    for (const { name, initializer, end } of declarationList.declarations) {
      const elements = this.#elementsOf(name);
      if (elements === undefined || initializer === undefined) continue;
      if (!this.#isArray(initializer)) continue;
      const array = this.#newName();
      this.#replace(name, array);
      this.#edit(
        end,
        end,
        this.#values(array, elements)
          .map((value) => `, ${value}`)
          .join(""),
      );
    }
  }

  /** `([a, b]) => …` */
  #parameters({ parameters, body }: ts.ArrowFunction): void {
    const values = parameters.flatMap(({ name, initializer, dotDotDotToken }) => {
      const elements = this.#elementsOf(name);
      if (elements === undefined || initializer !== undefined || dotDotDotToken !== undefined)
        return [];
      const array = this.#newName();
      this.#replace(name, array);
      return this.#values(array, elements);
    });
    if (values.length === 0) return;
    const text = declaration("let", values);
    if (ts.isBlock(body)) {
      this.#begin(body, text);
      return;
    }
    const start = body.getStart(this.file);
    this.#edit(start, start, `{ ${text} return (`);
    this.#edit(body.end, body.end, "); }");
  }

  /** `[a, ...b, ...c]`: of the first alone V8 makes a copy, all others it iterates. */
  #list(node: ts.ArrayLiteralExpression): void {
    const { elements } = node;
    const spread = elements.filter((element) => ts.isSpreadElement(element));
    if (isTarget(node) || elements.length < 2 || spread.length === 0) return;
    if (!spread.every(({ expression }) => this.#isArray(expression))) return;
    if (elements.some((element) => ts.isOmittedExpression(element))) return;
    const start = node.getStart(this.file);
    this.#edit(start, start + 1, "[].concat(");
    for (const element of elements) {
      const from = element.getStart(this.file);
      if (ts.isSpreadElement(element)) {
        this.#edit(from, element.expression.getStart(this.file), "(");
        this.#edit(element.end, element.end, ")");
      } else {
        this.#edit(from, from, "[");
        this.#edit(element.end, element.end, "]");
      }
    }
    this.#edit(node.end - 1, node.end, ")");
  }

  /** What a pattern of nothing but names takes of an array; undefined for any other. */
  #elementsOf(pattern: ts.BindingName): readonly Element[] | undefined {
    if (!ts.isArrayBindingPattern(pattern) || !this.#isArray(pattern)) return undefined;
    const named: Element[] = [];
    for (const [index, element] of pattern.elements.entries()) {
      if (ts.isOmittedExpression(element)) continue;
      const { name, initializer, dotDotDotToken } = element;
      if (dotDotDotToken !== undefined || !ts.isIdentifier(name)) return undefined;
      if (initializer !== undefined && !ts.isLiteralExpression(initializer)) return undefined;
      named.push({ name: name.text, index, initializer });
    }
    return named.length === 0 ? undefined : named;
  }

  #values(array: string, elements: readonly Element[]): string[] {
    return elements.map(({ name, index, initializer }) => {
      const value = `${array}[${String(index)}]`;
      if (initializer === undefined) return `${name} = ${value}`;
      return `${name} = ${value} === undefined ? (${initializer.getText(this.file)}) : ${value}`;
    });
  }

  #isArray(node: ts.Node): boolean {
    const type = this.checker.getTypeAtLocation(node);
    return (type.isUnion() ? type.types : [type]).every(
      (one) =>
        this.checker.isArrayType(one) ||
        this.checker.isTupleType(one) ||
        ARRAYS.has(one.getSymbol()?.name ?? ""),
    );
  }

  /** Puts the text before all that a statement does. */
  #begin(statement: ts.Statement, text: string): void {
    const start = statement.getStart(this.file);
    if (ts.isBlock(statement)) {
      this.#edit(start + 1, start + 1, ` ${text}`);
      return;
    }
    this.#edit(start, start, `{ ${text} `);
    this.#edit(statement.end, statement.end, " }");
  }

  #replace(node: ts.Node, text: string): void {
    this.#edit(node.getStart(this.file), node.end, text);
  }

  #edit(start: number, end: number, text: string): void {
    this.#edits.push({ start, end, text });
  }

  /** No name of ours is a `$` and a number. */
  #newName(): string {
    this.#names += 1;
    return `$${String(this.#names)}`;
  }
}

/** Whether a list is what something is assigned to, or a part of that. */
function isTarget(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent))
    return parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  if (ts.isForOfStatement(parent)) return parent.initializer === node;
  const isInside =
    ts.isArrayLiteralExpression(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isPropertyAssignment(parent);
  return isInside && isTarget(parent);
}

function declaration(kind: "const" | "let", values: readonly string[]): string {
  return `${kind} ${values.join(", ")};`;
}
