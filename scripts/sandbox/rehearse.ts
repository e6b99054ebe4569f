import { readFile } from "node:fs/promises";
import { suiteOf, type ApiModel } from "../../generator/index.js";
import { Caller } from "../contract/call.js";
import { Redaction } from "../contract/exchange.js";
import type { ClientPackage } from "../contract/package.js";
import { linkScenarios } from "../contract/stateful/links.js";
import { play, type ScenarioResult } from "../contract/stateful/play.js";
import { readScript } from "../contract/stateful/scenario.js";
import { stepping } from "./clock.js";
import { startSandbox } from "./sandbox.js";

/** Requests a workspace may send within a minute while scenarios are played. */
const RATE = 40;

/** Plays the shipped scenarios, and one for each link of the document, on a sandbox whose time is theirs. */
export async function rehearse(model: ApiModel, pack: ClientPackage): Promise<ScenarioResult[]> {
  const text = await readFile(new URL("scenarios/warehouse-sync.yaml", import.meta.url), "utf8");
  const suite = suiteOf(model);
  const { scenarios: told, preparations } = readScript(text);
  const scenarios = [...told, ...linkScenarios(model, suite, preparations)];
  const results: ScenarioResult[] = [];
  for (const scenario of scenarios) {
    // Each has an API and a client of its own: what one leaves behind is none of the next one's.
    const sandbox = await startSandbox({ model, pack, clock: stepping(0), rate: RATE });
    const credential = {
      clientId: "invented-id",
      clientSecret: "invented-secret",
      tokenUrl: `${sandbox.url}/oauth/token`,
    };
    const caller = new Caller(pack, { platform: credential }, new Redaction(model));
    const wait = (seconds: number): Promise<void> => {
      sandbox.advance(seconds);
      return Promise.resolve();
    };
    try {
      results.push(await play(scenario, { caller, suite, baseUrl: sandbox.url, wait }));
    } finally {
      await sandbox.stop();
    }
  }
  return results;
}
