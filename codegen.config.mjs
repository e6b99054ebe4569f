/** @type {import("./generator/config.js").Config} */
export default {
  input: "spec/openapi.yaml",
  output: "generated",
  name: "warehouse-sync-client",
  guides: { templates: "templates/guides", data: "spec/pods.yaml" },
};
