import { sep } from "node:path";
import ts from "typescript";

/** How far a type is followed into what it is made of. */
const DEEPEST = 5;

/**
 * Every place of a package's public declarations whose type is `any`: exports of its entries, and
 * what they are made of, as far as the package itself declares it. Paths such as
 * `createClient().pets.get()`.
 */
export function anyTypes(entries: readonly string[], folder: string): string[] {
  const program = ts.createProgram([...entries], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    types: [],
    strict: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const found = new Set<string>();
  const seen = new Set<ts.Type>();

  const isOurs = (symbol: ts.Symbol | undefined): boolean => {
    const file = symbol?.declarations?.[0]?.getSourceFile().fileName;
    // What has no declaration, a literal or a mapped type, is judged by who mentions it.
    return file === undefined || file.split("/").join(sep).startsWith(folder);
  };
  // Private members have no type outside, and prototypes one for every type parameter.
  const isHidden = ({ name }: ts.Symbol): boolean =>
    name === "prototype" || name.startsWith("__#") || name === "#private";
  const typeOf = (symbol: ts.Symbol): ts.Type => {
    const [declaration] = symbol.declarations ?? [];
    return declaration === undefined
      ? checker.getTypeOfSymbol(symbol)
      : checker.getTypeOfSymbolAtLocation(symbol, declaration);
  };

  function visit(type: ts.Type, path: string, depth: number): void {
    if ((type.flags & ts.TypeFlags.Any) !== 0) {
      found.add(path);
      return;
    }
    if (depth > DEEPEST || seen.has(type)) return;
    seen.add(type);
    if (type.isUnionOrIntersection()) for (const part of type.types) visit(part, path, depth + 1);
    if (!isOurs(type.aliasSymbol ?? type.symbol)) {
      // Not ours to judge, but what we put into it is; of iterables, what they return is `any` in itself.
      const [first] = checker.getTypeArguments(type as ts.TypeReference);
      if (first !== undefined) visit(first, `${path}<>`, depth + 1);
      return;
    }
    for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
      for (const parameter of signature.getParameters())
        visit(typeOf(parameter), `${path}(${parameter.name})`, depth + 1);
      visit(signature.getReturnType(), `${path}()`, depth + 1);
    }
    for (const { type: value } of checker.getIndexInfosOfType(type))
      visit(value, `${path}[]`, depth + 1);
    for (const property of checker.getPropertiesOfType(type))
      if (isOurs(property) && !isHidden(property))
        visit(typeOf(property), `${path}.${property.name}`, depth + 1);
  }

  for (const entry of entries) {
    const file = program.getSourceFile(entry);
    const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
    if (module === undefined) throw new Error(`${entry} is no module`);
    for (const exported of checker.getExportsOfModule(module)) {
      const symbol =
        (exported.flags & ts.SymbolFlags.Alias) !== 0
          ? checker.getAliasedSymbol(exported)
          : exported;
      const isType = (symbol.flags & (ts.SymbolFlags.Type | ts.SymbolFlags.TypeAlias)) !== 0;
      if (isType) visit(checker.getDeclaredTypeOfSymbol(symbol), exported.name, 0);
      if ((symbol.flags & ts.SymbolFlags.Value) !== 0) visit(typeOf(symbol), exported.name, 0);
    }
  }
  return [...found].sort();
}

/** Every `any` that is written in a package's declarations, as `file:line`. */
export function writtenAnys(files: readonly string[]): string[] {
  return files.flatMap((path) => {
    const file = ts.createSourceFile(
      path,
      ts.sys.readFile(path) ?? "",
      ts.ScriptTarget.ES2022,
      true,
    );
    const places: string[] = [];
    const look = (node: ts.Node): void => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart());
        places.push(`${path}:${String(line + 1)}`);
      }
      ts.forEachChild(node, look);
    };
    look(file);
    return places;
  });
}
