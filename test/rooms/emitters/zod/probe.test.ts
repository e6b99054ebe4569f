import { test } from "vitest";
import { body, documentOf, generated } from "../generated.js";
import { fixtures } from "../types-agreement.fixtures.js";
test("probe", async () => {
  const files = await generated(documentOf(fixtures), ["zod", "types"]);
  for (const path of [...files.keys()].filter((p) => p.startsWith("src/schemas"))) console.log(body(files, path));
  console.log(body(files, "src/types.ts"));
});
