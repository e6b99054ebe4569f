/** Bounds that no honest document meets, and that keep a hostile one from exhausting memory or the stack. */
export const limits = {
  /** Characters in one file, and bytes of one on a disk; the largest public documents have about 15 million. */
  size: 64 * 1024 * 1024,
  /** Levels of nesting in one file; real documents stay below 60. */
  depth: 500,
  /** Values that the aliases of one YAML file may add when written out. */
  aliasedValues: 1_000_000,
  /** Operations and webhooks of a document; the largest public ones have about 1,200. */
  operations: 20_000,
} as const;
