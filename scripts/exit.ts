/** Exit codes of every command. @see README, "Exit codes" */
export const EXIT = {
  clean: 0,
  /** The document or the output is at fault. */
  document: 1,
  /** The command line or the config file is at fault. */
  usage: 2,
} as const;
