import type { ApiModel, SuiteCase } from "../../generator/index.js";
import type { CallSettings, Outcome } from "./call.js";
import { judgeRefusal, judgeRequest } from "./judged-requests.js";
import type { Judgement } from "./judgement.js";
import type { Objection } from "./objections.js";
import { strayProofs, withoutProof } from "./proofs.js";
import { blaming } from "./wire.js";

/**
 * What the client makes of the credentials it is given, and what the mock says of it.
 *
 * @param ajv its word on the input, which is valid
 * @param call makes the call, with the settings that differ
 */
export async function entered(
  one: Extract<SuiteCase, { readonly kind: "access" }>,
  security: ApiModel["security"],
  ajv: Objection,
  call: (settings: Partial<CallSettings>) => Promise<Outcome>,
): Promise<{ judgement: Judgement; outcome: Outcome }> {
  const { schemes, withheld, sends, status, documented } = one;
  const given = schemes.filter((name) => name !== withheld);
  const outcome = await call({ credentials: given });
  const judgement =
    sends === undefined ? judgeRefusal([status], outcome, documented) : judgeEntry(ajv, outcome);
  const sent = outcome.sentRequest;
  const strays = sent === undefined ? [] : strayProofs(security, sent, sends ?? []);
  if (strays.length > 0) return { outcome, judgement: blaming(judgement, strays) };
  if (sends !== undefined || withheld === undefined || judgement.blame !== "passed")
    return { outcome, judgement };
  // The client sends no half of an alternative: on its way a whole one loses the other.
  const halved = await call({
    credentials: schemes,
    carry: (request) => globalThis.fetch(withoutProof(security, request, withheld)),
  });
  return { outcome: halved, judgement: judgeRefusal([status], halved, documented) };
}

/** A valid request with the credentials of an alternative: nobody may object, and it is let in. */
function judgeEntry(ajv: Objection, outcome: Outcome): Judgement {
  const judgement = judgeRequest(ajv, outcome);
  if (judgement.blame !== "passed" || outcome.response?.status !== 401) return judgement;
  const words = "mock refuses the credentials of an alternative";
  return { ...judgement, blame: "mock", isProven: false, words };
}
