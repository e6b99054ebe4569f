import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { examinePostman } from "../../scripts/postman/examine.js";
import { inTemporaryFolder } from "../cli/command.js";

const DOCUMENT = `openapi: 3.1.0
info: { title: Ferries, version: "1" }
servers: [{ url: https://api.example }]
security: [{ account: [read] }]
paths:
  /ferries:
    get:
      operationId: listFerries
      responses:
        "200":
          description: All of them.
          content: { application/json: { schema: { type: array, items: { type: string } } } }
        "401": { description: Who are you? }
  /ferries/positions:
    get:
      operationId: followFerries
      responses:
        "200":
          description: Where they are.
          content: { text/event-stream: { schema: { type: object } } }
components:
  securitySchemes:
    account:
      type: oauth2
      flows:
        clientCredentials: { tokenUrl: https://login.example/token, scopes: { read: To read. } }
`;

it(
  "a collection is run with a token, wherever the document says that it is from, and streams are answered",
  () =>
    inTemporaryFolder(async (folder) => {
      const file = join(folder, "openapi.yaml");
      await writeFile(file, DOCUMENT);
      const { requests, faults } = await examinePostman(file);
      expect(faults).toEqual([]);
      // One for the token, which is kept.
      expect(requests).toBe(3);
    }),
  60_000,
);
