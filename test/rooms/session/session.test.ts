import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { generate, Session, type Host, type Result } from "../../../generator/index.js";
import { ownTemplates } from "../../../scripts/disk.js";
import { draft, edit, type Draft } from "./edits.js";

let templates: Host["templates"] = {};
beforeAll(async () => {
  templates = await ownTemplates();
});

interface Asked {
  readonly session?: Session;
  readonly onStage?: (stage: string) => void;
  readonly numbers?: "exact";
}

/** What is generated from the files of a document, the entry first. */
async function generated(
  files: Readonly<Record<string, string>>,
  { numbers, ...asked }: Asked = {},
): Promise<Result> {
  const input = Object.keys(files)[0] ?? "";
  const load: Host["load"] = (path) => {
    const text = files[path];
    return Promise.resolve(text === undefined ? { kind: "missing" } : { kind: "text", text });
  };
  const options = { input, name: "pets", ...(numbers && { numbers }) };
  return generate(options, { load, templates, version: "1", ...asked });
}

/** All that a run says, sources by their texts. */
function told({ files, diagnostics, sources, inputs }: Result) {
  const texts = [...sources].map(([path, { text, value }]) => [path, text, value]);
  return { files: files && Object.fromEntries(files), diagnostics, texts, inputs };
}

const json = (document: Draft): string => JSON.stringify(document, null, 2);
const yaml = (document: Draft): string => stringify(document, { lineWidth: 60 });

/** Generates from each text in turn, in one session, and afresh. */
async function expectFresh(texts: readonly Readonly<Record<string, string>>[], asked: Asked = {}) {
  const session = new Session();
  for (const files of texts) {
    const again = await generated(files, { ...asked, session });
    expect(told(again)).toEqual(told(await generated(files, asked)));
  }
}

describe("a session", () => {
  it.each([
    ["api.json", json],
    ["api.yaml", yaml],
  ])("makes of edited documents what a run without one makes: %s", async (name, print) => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 5 }), async (edits) => {
        const document = draft();
        const texts = [print(document)];
        for (const change of edits) {
          change(document);
          texts.push(print(document));
        }
        await expectFresh(texts.map((text) => ({ [name]: text })));
      }),
      { seed: 1, numRuns: 4 },
    );
  });

  it("neither reads nor decides anew where only prose has changed", async () => {
    const session = new Session();
    const text = json(draft());
    await generated({ "api.json": text }, { session });
    const stages: string[] = [];
    const onStage = (stage: string): void => void stages.push(stage);
    const edited = text.replace("What it is called.", "Its name.\\n\\nAny.");
    await generated({ "api.json": edited }, { session, onStage });
    expect(stages).not.toContain("read");
    expect(stages).not.toContain("lower");
    stages.length = 0;
    await generated({ "api.json": edited.replace("integer", "string") }, { session, onStage });
    expect(stages).toContain("lower");
  });

  it("sees what is written otherwise and means another number", () =>
    expectFresh(
      ["1.0", "1.00", "9007199254740993.0"].map((bound) => ({
        "api.json": json(draft()).replace('"minLength": 1', `"minLength": 1, "x": ${bound}`),
      })),
      { numbers: "exact" },
    ));

  it("goes on with the last good document when a broken one is mended", async () => {
    const text = json(draft());
    const session = new Session();
    await generated({ "api.json": text }, { session });
    const broken = { "api.json": text.replace("schemas/Pet", "schemas/Pot") };
    const refused = await generated(broken, { session });
    expect(told(refused)).toEqual(told(await generated(broken)));
    const stages: string[] = [];
    const mended = { "api.json": text.replace("All about pets.", "All of them.") };
    const again = await generated(mended, { session, onStage: (stage) => stages.push(stage) });
    expect(told(again)).toEqual(told(await generated(mended)));
    expect(stages).not.toContain("read");
  });

  it("tells the texts of all the files that a document has", async () => {
    const { components, ...others } = draft();
    const main = json(others).replaceAll('"#/components', '"parts.yaml#/components');
    const files = {
      "api.json": main.replace('"One pet."', '{ "$ref": "one.md" }'),
      "parts.yaml": yaml({ components } as Draft),
      "one.md": "# One\n",
    };
    const edits = [
      { ...files, "api.json": files["api.json"].replace("Finds it.", "Finds.") },
      { ...files, "parts.yaml": files["parts.yaml"].replace("Has pets.", "Owns pets.") },
      { ...files, "one.md": "# One pet\n\nOr another." },
    ];
    await expectFresh([files, ...edits]);
    const session = new Session();
    await generated(files, { session });
    const stages: string[] = [];
    for (const edited of edits)
      await generated(edited, { session, onStage: (stage) => stages.push(stage) });
    expect(stages).not.toContain("read");
    await generated(
      { ...files, "one.md": "" },
      { session, onStage: (stage) => stages.push(stage) },
    );
    expect(stages).toContain("read");
  });
});
