import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
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
