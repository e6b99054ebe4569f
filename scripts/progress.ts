/** A run that is over sooner is not worth the reading. */
const PATIENCE = 2000;
/** Between two lines; a terminal that is written to more often flickers. */
const PAUSE = 100;

/** Where progress is shown, and by what clock, in milliseconds. */
export interface Screen {
  readonly isTTY: boolean;
  write(text: string): unknown;
  now(): number;
}

const standardError: Screen = {
  isTTY: process.stderr.isTTY,
  write: (text) => process.stderr.write(text),
  now: () => performance.now(),
};

export interface Progress {
  /** A stage begins. */
  stage(name: string): void;
  /** One of its things is done. */
  step(): void;
  done(): void;
}

/** Shows the stage at work on a terminal once two seconds have passed, and nothing anywhere else. */
export function stageProgress(screen: Screen = standardError): Progress {
  if (!screen.isTTY)
    return { stage: () => undefined, step: () => undefined, done: () => undefined };
  const begin = screen.now();
  let last = begin + PATIENCE - PAUSE;
  let shown = false;
  let current = "";
  let steps = 0;
  const show = (): void => {
    const now = screen.now();
    if (now < last + PAUSE) return;
    last = now;
    shown = true;
    const seconds = ((now - begin) / 1000).toFixed(0);
    const count = steps === 0 ? "" : `, ${String(steps)} files`;
    screen.write(`\r\u001b[2K… ${current}${count}, ${seconds} s`);
  };
  return {
    stage: (name) => {
      current = name;
      show();
    },
    step: () => {
      steps += 1;
      show();
    },
    done: () => {
      if (shown) screen.write("\r\u001b[2K");
    },
  };
}
