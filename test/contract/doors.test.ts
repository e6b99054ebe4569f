import { beforeAll, describe, expect, it } from "vitest";
import { suiteOf } from "../../generator/index.js";
import { strayProofs, withoutProof } from "../../scripts/contract/proofs.js";
import { failuresOf, matrixOfRun } from "../../scripts/contract/record.js";
import { packageOf, readContractModel, runSession } from "../../scripts/contract/session.js";

const INPUT = "test/contract/fixtures/doors.yaml";
type Record = Awaited<ReturnType<typeof runSession>>;
type Model = NonNullable<Awaited<ReturnType<typeof readContractModel>>["model"]>;

describe("alternatives of security requirements", () => {
  let model: Model;
  let record: Record;

  beforeAll(async () => {
    const read = await readContractModel({ input: INPUT });
    if (read.model === undefined) throw new Error(`${INPUT} has no model`);
    model = read.model;
    record = await runSession(
      model,
      { input: INPUT },
      await packageOf({ input: INPUT }),
      suiteOf(model),
    );
  });

  it("let in whoever meets one, and nobody who leaves a scheme of it out", () => {
    expect(failuresOf(record).map(({ id, words }) => `${id}: ${words ?? ""}`)).toEqual([]);
    expect(matrixOfRun(record).percent).toBe(100);
    const access = record.results.filter(({ kind }) => kind === "access");
    const told = access.map(({ id, answer }) => `${id}: ${answer?.line ?? ""}`);
    expect(told).toEqual([
      "openVault/access/badge-and-code: 200 OK",
      "openVault/access/badge-and-code,-without-badge: 401 Unauthorized",
      "openVault/access/badge-and-code,-without-code: 401 Unauthorized",
      "openVault/access/token: 200 OK",
      "openGate/access/badge: 200 OK",
      "openHall/access/session-and-login: 200 OK",
      "openHall/access/session-and-login,-without-session: 200 OK",
      "openHall/access/session-and-login,-without-login: 200 OK",
      "openHall/access/nobody-in-particular: 200 OK",
      "openShed/access/code-and-login: 200 OK",
      "openShed/access/code-and-login,-without-code: 200 OK",
      "openShed/access/code-and-login,-without-login: 401 Unauthorized",
      "openShed/access/login: 200 OK",
    ]);
  });

  it("promise nothing where the only scheme is not declared", () => {
    const ids = record.results.map(({ id }) => id).filter((id) => id.startsWith("openCellar/"));
    expect(ids).toContain("openCellar/answer/200");
    expect(ids.filter((id) => /\/(?:security|access)/.test(id))).toEqual([]);
  });

  it("say of one that is never sent why", () => {
    const idle = matrixOfRun(record).units.flatMap(({ operation, name, outcome }) =>
      outcome.state === "covered" ? [] : [`${operation}, ${name}: ${outcome.reason}`],
    );
    expect(idle).toEqual([
      "openGate, badge and code: an alternative before it asks for no more",
      "openShed, tunnel: mutual TLS is no part of a request",
      "openShed, token and login: two of its schemes stand in the same place of a request",
      "openCellar, seal: the document declares no scheme of that name",
    ]);
  });

  it("are told apart by what a request proves, wherever it does", () => {
    const asked = (init: RequestInit, query = ""): Request =>
      new Request(`https://doors.example/vault${query}`, init);
    const whole = asked({ headers: { "X-Badge": "b" } }, "?code=c&other=1");
    expect(strayProofs(model.security, whole, ["badge", "code"])).toEqual([]);
    expect(strayProofs(model.security, whole, ["badge"])).toEqual([
      "credentials are in the query code that nobody asked for",
    ]);
    const halved = withoutProof(model.security, whole, "code");
    expect(halved.url).toBe("https://doors.example/vault?other=1");
    expect(strayProofs(model.security, halved, ["badge", "code"])).toEqual([
      "the credentials of code are not in the query code",
    ]);
    const basic = asked({ headers: { Authorization: "Basic eDp5", Cookie: "a=1; sid=s" } });
    expect(strayProofs(model.security, basic, ["token", "session"])).toEqual([
      "the credentials of token do not begin with bearer",
    ]);
    const left = withoutProof(model.security, basic, "session");
    expect(left.headers.get("cookie")).toBe("a=1");
  });
});
