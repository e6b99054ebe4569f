import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/** Faults that neither the compiler nor typescript-eslint's lists report. */
const faults = {
  "array-callback-return": "error",
  eqeqeq: "error",
  "no-cond-assign": "error",
  "no-constant-condition": ["error", { checkLoops: "allExceptWhileTrue" }],
  "no-control-regex": "error",
  "no-debugger": "error",
  "no-dupe-else-if": "error",
  "no-duplicate-case": "error",
  "no-empty-character-class": "error",
  "no-eval": "error",
  "no-fallthrough": "error",
  "no-implied-eval": "error",
  "no-irregular-whitespace": "error",
  "no-loss-of-precision": "error",
  "no-misleading-character-class": "error",
  "no-new-func": "error",
  "no-promise-executor-return": "off",
  "no-self-assign": "error",
  "no-self-compare": "error",
  "no-template-curly-in-string": "error",
  "no-unreachable-loop": "error",
  "no-unsafe-finally": "error",
  "no-useless-escape": "error",
  "no-var": "error",
  "prefer-const": "error",
};

/** What a locale decides differs between machines; what we print must not. */
const localeDependent = [
  "localeCompare",
  "toLocaleString",
  "toLocaleDateString",
  "toLocaleTimeString",
  "toLocaleLowerCase",
  "toLocaleUpperCase",
].map((property) => ({ property, message: "Depends on the locale: compare or print code units." }));

/** The core is a function of its arguments: same document, same bytes, wherever and whenever it runs. */
const impureImports = [
  "fs",
  "fs/promises",
  "process",
  "path",
  "path/posix",
  "os",
  "child_process",
  "worker_threads",
  "http",
  "https",
  "net",
  "timers",
  "timers/promises",
].flatMap((name) =>
  [name, `node:${name}`].map((specifier) => ({
    name: specifier,
    message: "The core receives what it reads as arguments; scripts/ touches the machine.",
  })),
);

const impureGlobals = [
  "process",
  "Date",
  "fetch",
  "performance",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "console",
  "Buffer",
  "crypto",
  "Intl",
].map((name) => ({
  name,
  message: "The core reads no clock, locale, environment or network, and prints nothing.",
}));

export default defineConfig(
  {
    // Generated code is held by `check` and by its own compilation, consumers' code by theirs.
    ignores: [
      "site/",
      "generated/**",
      "**/dist/**",
      "coverage/**",
      ".cache/**",
      "test/**/fixtures/**",
      "scripts/consumers/project/**",
    ],
  },
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
  },
  {
    files: ["**/*.ts", "**/*.js"],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    rules: {
      ...faults,
      "no-restricted-properties": ["error", ...localeDependent],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/ban-ts-comment": [
        "error",
        { "ts-expect-error": "allow-with-description" },
      ],
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { prefer: "type-imports", fixStyle: "separate-type-imports" },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      // JSON's own types are type aliases, and unions read beside them as aliases too.
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/consistent-indexed-object-style": "off",
    },
  },
  {
    files: ["generator/**/*.ts"],
    rules: {
      "no-restricted-imports": ["error", { paths: impureImports }],
      "no-restricted-globals": ["error", ...impureGlobals],
      "no-restricted-properties": [
        "error",
        ...localeDependent,
        { object: "Math", property: "random", message: "Same document, same bytes." },
      ],
    },
  },
  {
    files: ["templates/runtime/**/*.ts"],
    rules: {
      // Runs in browsers and workers too: no Node globals.
      "no-restricted-globals": ["error", "process", "Buffer", "require", "__dirname", "global"],
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      // Hostile texts are what tests are made of, and running what was printed proves it harmless.
      "no-new-func": "off",
      "no-template-curly-in-string": "off",
      "no-control-regex": "off",
    },
  },
);
