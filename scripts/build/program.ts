import { dirname } from "node:path";
import ts from "typescript";

const known = new Map<string, ts.Program>();

/** What TypeScript reads by a `tsconfig.json`: once, for all that a build asks of it. */
export function programOf(configFile: string): ts.Program {
  const read = known.get(configFile);
  if (read !== undefined) return read;
  const { config } = ts.readConfigFile(configFile, (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(configFile));
  const program = ts.createProgram(fileNames, options);
  known.set(configFile, program);
  return program;
}

/**
 * Checks a program and writes its declarations where its `outDir` says.
 *
 * @returns what TypeScript objects to; undefined when they are written
 */
export function declared(program: ts.Program): string | undefined {
  const objections = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
  if (objections.length === 0) return undefined;
  return ts.formatDiagnostics(objections, {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => program.getCurrentDirectory(),
    getNewLine: () => "\n",
  });
}
