import type { Sources } from "../contract/modules.js";
import { CLIENT_OPERATORS } from "./client-operators.js";
import type { Mutant } from "./mutant.js";

/** Every mutant of a package's own files. `isUsed` says which files its operations and validators lead to. */
export function clientMutants(sources: Sources, isUsed: (path: string) => boolean): Mutant[] {
  const paths = [...sources.keys()].filter(isUsed).sort();
  return paths.flatMap((path) => mutantsOf(path, sources));
}

function mutantsOf(path: string, sources: Sources): Mutant[] {
  const text = sources.get(path) ?? "";
  return CLIENT_OPERATORS.filter(({ files }) => files.test(path)).flatMap(
    ({ name, pattern, to, isVain }) =>
      [...text.matchAll(pattern)].flatMap((match): Mutant[] => {
        const changed = to.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? "");
        if (changed === match[0] || isVain?.(text, match, sources) === true) return [];
        const mutated =
          text.slice(0, match.index) + changed + text.slice(match.index + match[0].length);
        return [
          {
            id: `client ${path}:${positionOf(text, match.index)} ${name}`,
            of: "client",
            operator: name,
            near: nearOf(path, text, match.index),
            sources: () => Promise.resolve(new Map(sources).set(path, mutated)),
          },
        ];
      }),
  );
}

/** `line:column`, both from 1. */
function positionOf(text: string, at: number): string {
  const line = text.slice(0, at).split("\n").length;
  return `${String(line)}:${String(at - text.lastIndexOf("\n", at - 1))}`;
}

/** The operation or component that a place of a file is about. */
function nearOf(path: string, text: string, at: number): string[] {
  const before = text.slice(0, at);
  const last = (pattern: RegExp): string | undefined => [...before.matchAll(pattern)].at(-1)?.[1];
  const descriptor = last(/^const (\w+)Operation\b/gm);
  if (descriptor !== undefined) return [descriptor];
  const file = path.slice(path.lastIndexOf("/") + 1, -".ts".length);
  if (path.includes("/operations/"))
    return [file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())];
  const declared = last(/^export const (\w+?)(?:Response|Request)?Schema\b/gm);
  return [`/schemas/${declared ?? file}`];
}
