/** Why the walk cannot go on: printed as a diagnostic, exit code 1. */
export class TutorialFault extends Error {
  readonly code: `tutorial/${string}`;
  readonly hint: string | undefined;

  constructor(code: `tutorial/${string}`, message: string, hint?: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
