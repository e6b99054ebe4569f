import type { JsonObject } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import { member, objectOf } from "../access.js";
import { Differing } from "./differing.js";
import { directOperations } from "./directions.js";
import { viewId, viewKey, VIEWS } from "./view.js";
import { Viewer, type Refer } from "./viewer.js";

export interface ViewOptions {
  /** Whether enumerations of responses take values that are not listed (`open`, the default). */
  readonly enums?: "open" | "closed";
}

/**
 * The canonical document as its operations mean it: what requests and responses say is read in its
 * direction, and what they refer to has further readings beside its own where it means something
 * else there: `Connection/response`. Components keep their neutral reading. The document itself is
 * returned where no direction makes a difference.
 */
export function withViews(model: ApiModel, { enums = "open" }: ViewOptions = {}): JsonObject {
  const root = objectOf(model.document);
  const viewer = new Viewer(model, enums === "open");
  const differing = new Differing(root, viewer);
  const refer: Refer = (target, view) =>
    differing.has(target, view) ? viewId(target, view) : target;
  const directed = directOperations(root, viewer, refer);
  const readings = differing.targets.flatMap((target) =>
    VIEWS.filter((view) => differing.has(target, view)).map(
      (view) => [viewKey(target, view), viewer.copy(target, view, refer)] as const,
    ),
  );
  if (readings.length === 0) return directed;
  const components = objectOf(member(directed, "components"));
  const schemas = { ...objectOf(member(components, "schemas")), ...Object.fromEntries(readings) };
  return { ...directed, components: { ...components, schemas } };
}
