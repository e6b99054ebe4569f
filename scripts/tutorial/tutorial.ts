import type { JsonObject } from "../../generator/index.js";
import { stageProgress } from "../progress.js";
import type { Catalogue, Target } from "./catalogue.js";
import { TutorialFault } from "./fault.js";
import type { Generated } from "./generated.js";
import { exampleMaterial, serverMaterial, type Material } from "./material.js";
import { preferring } from "./preferences.js";
import type { Printer } from "./print.js";
import { Recorder, type Fetch } from "./recorder.js";
import { rehearsing } from "./rehearsal.js";
import type { Environment, Settings } from "./settings.js";
import { judge, type Tally } from "./validity.js";
import { walk } from "./walk.js";
import { warehouses, type Warehouse } from "./warehouses.js";

export interface Tutorial {
  readonly settings: Settings;
  readonly env: Environment;
  readonly catalogue: Catalogue;
  readonly generated: Generated;
  readonly target: Target;
  /** Where the mock listens; absent on a server. */
  readonly mock?: string;
  readonly printer: Printer;
  /** What reaches the network. */
  readonly send: Fetch;
}

/** Variables that a server needs and the environment lacks: the command line's fault, exit code 2. */
export class MissingVariables extends Error {
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    super(`not set: ${names.join(", ")}`);
    this.names = names;
  }
}

/** Walks the tutorial for every warehouse asked for, and says at the end what came of it. */
export async function runTutorial(tutorial: Tutorial): Promise<void> {
  const { settings, printer, target } = tutorial;
  const tally = { requests: 0, answers: 0, exchanges: 0, carried: 0 };
  const materials = settings.warehouses.map(
    (warehouse) => [warehouse, materialOf(tutorial, warehouse)] as const,
  );
  const missing = [...new Set(materials.flatMap(([, material]) => material.missing))];
  const sends = tutorial.mock !== undefined || settings.yes;
  if (sends && missing.length > 0) {
    throw new MissingVariables(missing);
  }
  for (const [warehouse, material] of materials) {
    printer.line();
    printer.line(warehouses[warehouse]);
    await walkOne(tutorial, warehouse, material, sends, tally);
  }
  printer.line();
  if (sends) {
    const names = settings.warehouses.map((warehouse) => warehouses[warehouse]).join(", ");
    printer.line(
      `Walked ${names}: ${String(tally.exchanges)} requests as intended, ${String(tally.carried)} ids carried ` +
        `from answers, ${String(tally.requests)} request and ${String(tally.answers)} answer bodies valid.`,
    );
    return;
  }
  if (missing.length > 0) printer.line(`Not set: ${missing.join(", ")}.`);
  printer.line("The ids of feed and run, which answers give, are the document's examples here.");
  printer.line(`Nothing was sent. Add --yes to send this to ${target.baseUrl}.`);
}

function materialOf({ catalogue, settings, env }: Tutorial, warehouse: Warehouse): Material {
  const examples = exampleMaterial(catalogue, warehouse);
  return settings.server === undefined
    ? examples
    : serverMaterial(examples, warehouse, settings.prefix, env);
}

async function walkOne(
  { settings, catalogue, generated, target, mock, printer, send }: Tutorial,
  warehouse: Warehouse,
  material: Material,
  sends: boolean,
  tally: Tally & { exchanges: number; carried: number },
): Promise<void> {
  for (const secret of material.secrets) printer.hide(secret);
  const recorder = new Recorder(
    catalogue,
    target,
    sends ? send : rehearsing(catalogue, target, warehouse),
  );
  const client = generated.createClient({
    baseUrl: target.baseUrl,
    auth: {
      platform: {
        clientId: material.clientId,
        clientSecret: material.clientSecret,
        tokenUrl: target.tokenUrl,
      },
    },
    validation: { validators: generated.validators },
    // The sandbox answers by what it knows, and needs no telling.
    fetch: preferring(
      recorder.fetch,
      catalogue,
      target,
      warehouse,
      settings.sandbox ? undefined : mock,
    ),
  });
  const progress = stageProgress();
  try {
    tally.carried += await walk({
      client,
      recorder,
      material,
      accountId: settings.accountId ?? exampleId(catalogue, "accountId"),
      workspaceId: settings.workspaceId ?? exampleId(catalogue, "workspaceId"),
      mock: mock !== undefined,
      onStep: (title) => progress.stage(`${warehouses[warehouse]}: ${title}`),
      onExchange: (exchange, learned) => {
        progress.done();
        judge(exchange, generated.validators, tally);
        tally.exchanges += 1;
        if (sends) printer.exchange(exchange, learned);
        else printer.rehearsal(exchange);
      },
    });
  } finally {
    progress.done();
    // Whatever is printed about a failure does not repeat the token.
    const token = (recorder.last("createToken")?.answer as JsonObject | undefined)?.[
      "access_token"
    ];
    if (typeof token === "string") printer.hide(token);
  }
}

/** The document's own example of an id that every feed call needs. */
function exampleId(catalogue: Catalogue, key: "accountId" | "workspaceId"): number {
  const value = catalogue.parameterExample("createFeed", key);
  if (typeof value === "number") return value;
  throw new TutorialFault("tutorial/example-missing", `createFeed has no example for ${key}`);
}
