import { describe, expect, it } from "vitest";
import { derivedName } from "../../../generator/lower/derived-names.js";
import { lower } from "../../../generator/lower/lower.js";
import { documentOf } from "./document.js";

describe("names of operations whose ids only repeat method and path", () => {
  it.each([
    ["get_files_id", "get", "/files/{file_id}", "getFile"],
    ["getFilesByFileId", "get", "/files/{file_id}", "getFile"],
    ["get_files_id_versions", "get", "/files/{file_id}/versions", "listFileVersions"],
    ["post_files_id_copy", "post", "/files/{file_id}/copy", "copyFile"],
    ["getApiV2Policies", "get", "/api/v2/policies", "listPolicies"],
    ["delete_policies_id", "delete", "/policies/{id}", "deletePolicy"],
    ["get_status", "get", "/status", "getStatus"],
    ["get_files_id_metadata", "get", "/files/{file_id}/metadata", "getFileMetadata"],
    [
      "get_files_id_metadata_id_id",
      "get",
      "/files/{file_id}/metadata/{scope}/{template_key}",
      "getFileMetadataByScopeAndTemplateKey",
    ],
    [
      "get_files_id_thumbnail_id",
      "get",
      "/files/{file_id}/thumbnail.{extension}",
      "getFileThumbnail",
    ],
    // What a path does behind a mark, or by a verb at its end.
    [
      "put_files_id#add_shared_link",
      "put",
      "/files/{file_id}#add_shared_link",
      "addFileSharedLink",
    ],
    ["post_token#refresh", "post", "/token#refresh", "refreshToken"],
    ["get_items#folders", "get", "/items#folders", "listItemsFolders"],
    ["post_docs_id:append", "post", "/docs/{id}:append", "appendDoc"],
    ["post_docs:batchGet", "post", "/docs:batchGet", "batchGetDocs"],
    [
      "post_users_terminate_sessions",
      "post",
      "/users/terminate_sessions",
      "terminateUsersSessions",
    ],
    [
      "post_repos_id_merge_requests",
      "post",
      "/repos/{id}/merge_requests",
      "createRepoMergeRequest",
    ],
    ["put_users_id_lock", "put", "/users/{id}/lock", "lockUser"],
    // The lock itself: what asks for it, or takes it away, does not lock.
    ["delete_users_id_lock", "delete", "/users/{id}/lock", "deleteUserLock"],
    ["get_flows_id_run", "get", "/flows/{id}/run", "getFlowRun"],
    ["get_files_id_download", "get", "/files/{id}/download", "downloadFile"],
    // One and many of words that end in `s` both times, and of those that no rule makes.
    ["get_videos_id", "get", "/videos/{id}", "getVideo"],
    ["get_warehouses_id", "get", "/warehouses/{id}", "getWarehouse"],
    ["get_statuses_id", "get", "/statuses/{id}", "getStatus"],
    ["delete_releases_id", "delete", "/releases/{id}", "deleteRelease"],
    ["get_people", "get", "/people", "listPeople"],
    ["get_settings", "get", "/settings", "getSettings"],
    ["get_news_id", "get", "/news/{id}", "getNewsById"],
    ["get-audio-analysis", "get", "/audio-analysis/{id}", "getAudioAnalysis"],
  ])("%s at %s %s is %s", (id, method, path, name) => {
    expect(derivedName({ id, method, path })).toBe(name);
  });

  it.each([
    ["listPets", "get", "/pets"],
    ["getPets", "get", "/pets"],
    ["getPetVersions", "get", "/pet/{id}/versions"],
    ["get-pet-by-tag", "get", "/pets/{petId}"],
    // What posting to one thing does, nobody knows.
    ["post_files_id", "post", "/files/{file_id}"],
    ["get", "get", "/"],
    ["options_files", "options", "/files"],
  ])("%s at %s %s was chosen, or says no more", (id, method, path) => {
    expect(derivedName({ id, method, path })).toBeUndefined();
  });
});

const responses = { "200": { description: "ok" } };
const namesOf = (paths: Readonly<Record<string, readonly [string, string][]>>) => {
  const items = Object.entries(paths).map(([path, operations]) => [
    path,
    Object.fromEntries(
      operations.map(([method, operationId]) => [
        method,
        { operationId, tags: ["Files"], responses },
      ]),
    ),
  ]);
  const { model, findings } = lower(documentOf({ paths: Object.fromEntries(items) as never }));
  const names = Object.fromEntries(
    model.operations.map(({ id, name, member }) => [id, [name, member]]),
  );
  return { names, derived: findings.derived };
};

describe("in a document", () => {
  it("they are members by their verb where their group says the rest", () => {
    const { names, derived } = namesOf({
      "/files": [["post", "post_files"]],
      "/files/{id}": [["get", "get_files_id"]],
    });
    expect(names).toEqual({
      post_files: ["createFile", "create"],
      get_files_id: ["getFile", "get"],
    });
    expect(derived.map(({ id, name }) => [id, name])).toEqual([
      ["post_files", "createFile"],
      ["get_files_id", "getFile"],
    ]);
  });

  it("a name that somebody chose is theirs", () => {
    const { names } = namesOf({
      "/files/{id}": [["get", "get_files_id"]],
      "/file": [["get", "getFile"]],
    });
    expect(names).toEqual({
      get_files_id: ["getFilesId", "getFilesId"],
      getFile: ["getFile", "get"],
    });
  });

  it("what replaces and what updates are called so, together or alone", () => {
    const put = ["put", "put_files_id"] as [string, string];
    const patch = ["patch", "patch_files_id"] as [string, string];
    const updating = { patch_files_id: ["updateFile", "update"] };
    const replacing = { put_files_id: ["replaceFile", "replace"] };
    expect(namesOf({ "/files/{id}": [put, patch] }).names).toEqual({ ...updating, ...replacing });
    expect(namesOf({ "/files/{id}": [patch, put] }).names).toEqual({ ...updating, ...replacing });
    expect(namesOf({ "/files/{id}": [put] }).names).toEqual(replacing);
    expect(namesOf({ "/files/{id}": [patch] }).names).toEqual(updating);
  });

  it("of two that would be called alike the same has the name, in any order", () => {
    const one = ["patch", "patch_files_id"] as [string, string];
    const other = ["patch", "patch_v2_files_id"] as [string, string];
    const wanted = {
      patch_files_id: ["updateFile", "update"],
      patch_v2_files_id: ["patchV2FilesId", "patchV2FilesId"],
    };
    expect(namesOf({ "/files/{id}": [one], "/v2/files/{id}": [other] }).names).toEqual(wanted);
    expect(namesOf({ "/v2/files/{id}": [other], "/files/{id}": [one] }).names).toEqual(wanted);
  });

  it("what is asked of one thing is a member by its verb", () => {
    expect(namesOf({ "/files/{id}/apply": [["post", "post_files_id_apply"]] }).names).toEqual({
      post_files_id_apply: ["applyFile", "apply"],
    });
  });

  it("articles are not said again: get-a-file in Files is get", () => {
    expect(namesOf({ "/files/{id}": [["get", "get-a-file"]] }).names).toEqual({
      "get-a-file": ["getAFile", "get"],
    });
  });
});
