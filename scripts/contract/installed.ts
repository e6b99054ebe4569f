import { createRequire } from "node:module";

/** What contract runs need beside the toolchain's own dependencies: packages of whoever tests, so that who only generates installs less. */
export const NEEDED = [
  "@stoplight/prism-cli",
  "ajv",
  "ajv-formats",
  "esbuild",
  "zod",
  "openapi-fetch",
] as const;

export function missingPackages(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return NEEDED.filter(
    (name) =>
      !isFound(() => resolve(name === "@stoplight/prism-cli" ? `${name}/package.json` : name)),
  );
}

function isFound(resolve: () => string): boolean {
  try {
    resolve();
    return true;
  } catch {
    return false;
  }
}
