import { defineConfig } from "vitest/config";

const ROOMS = ["rooms", "runtime", "scenarios", "spec", "conformance", "fuzz"].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);
const OTHERS = ["**/node_modules/**", "**/dist/**"];

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        // Functions in and values out: modules may be loaded once for many files, which is a fifth of the work.
        test: { name: "rooms", include: ROOMS, isolate: false },
      },
      {
        extends: true,
        test: { name: "whole", include: ["test/**/*.test.ts"], exclude: [...ROOMS, ...OTHERS] },
      },
    ],
    // Tests start mocks, compilers and package installs: processes of their own keep one's end from being another's.
    pool: "forks",
    // What was generated and transpiled for Node is for Node to import, and is not transformed again.
    server: { deps: { external: [/\/imported\/.*\.js$/] } },
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
    // A test that passes only when it is run again says nothing.
    retry: 0,
    allowOnly: false,
    passWithNoTests: false,
    // `.ci/run` counts from this file; people read the other.
    reporters: process.env["VITEST_JSON"]
      ? ["default", ["json", { outputFile: process.env["VITEST_JSON"] }]]
      : ["default"],
  },
});
