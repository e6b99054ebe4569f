import type { ApiModel, Operation, Tag } from "../../model/model.js";
import { isSendable, sentMethod } from "../../model/methods.js";
import type { EmittedFile } from "../emitter.js";
import { guideEntries, type Guides } from "./guide-page.js";
import { callee } from "./sample-typescript.js";
import { tagAnchors } from "./fragments.js";
import { linkOf } from "./operation-page.js";
import { Place } from "./place.js";
import { declared } from "./schema-page.js";

/** The entrance: what the API is, its operations by tag, its schemas, the guides. */
export function indexPage(
  model: ApiModel,
  options: {
    readonly packageName: string;
    readonly guides: Guides | undefined;
    readonly hasReadings: boolean;
  },
): EmittedFile {
  const { info } = model;
  const place = new Place(model, "");
  const anchors = tagAnchors(model.tags);
  const all = [...model.operations, ...model.unsent];
  const groups = model.tags.map((tag) => ({
    anchor: anchors.get(tag.name) ?? "",
    title: titleOf(tag, model.tags),
    description: tag.docs.description ?? "",
    operations: all.filter((operation) => operation.group === tag.group).map(entryOf),
  }));
  const grouped = new Set(model.tags.map(({ group }) => group));
  const others = all.filter((operation) => !grouped.has(operation.group));
  return {
    kind: "markdown",
    path: "docs/index.md",
    template: "docs/index.md",
    view: {
      title: info.title,
      version: info.version,
      summary: info.docs.summary ?? "",
      description: info.docs.description ?? "",
      packageName: options.packageName,
      externalDocs: externalDocsOf(model, place),
      termsOfService: info.termsOfService ?? "",
      contact: info.contact === undefined ? null : contactOf(info.contact),
      license:
        info.license === undefined
          ? null
          : { name: info.license.name, url: info.license.url ?? "" },
      groups: groups.filter(({ operations }) => operations.length > 0),
      others: others.map(entryOf),
      webhooks: model.webhooks.map((webhook) => ({
        ...entryOf(webhook),
        link: `webhooks/${webhook.file}.md`,
      })),
      hasReadings: options.hasReadings,
      schemas: declared(model).map(([{ docs }, { key, file }]) => ({
        name: key,
        link: `schemas/${file}.md`,
        title: docs.title ?? "",
        deprecated: docs.deprecated,
      })),
      guides: options.guides === undefined ? [] : guideEntries(options.guides),
    },
  };
}

/** A tag by its summary, after those it is below. */
function titleOf({ name, docs, parent }: Tag, tags: readonly Tag[]): string {
  const titles = [docs.summary ?? name];
  const seen = new Set([name]);
  for (let above = parent; above !== undefined && !seen.has(above);) {
    seen.add(above);
    const tag = tags.find((other) => other.name === above);
    if (tag !== undefined) titles.unshift(tag.docs.summary ?? tag.name);
    above = tag?.parent;
  }
  return titles.join(" / ");
}

function entryOf(operation: Operation): { readonly [key: string]: string | boolean } {
  return {
    title: operation.docs.summary ?? operation.id,
    link: `operations/${operation.file}.md`,
    method: sentMethod(operation.method),
    path: operation.path,
    call: isSendable(operation.method) ? callee(operation, operation.member) : "",
    deprecated: operation.docs.deprecated,
    unconfirmed: operation.docs.unconfirmed !== undefined,
  };
}

function externalDocsOf({ info }: ApiModel, place: Place): { url: string; text: string } | null {
  return info.docs.externalDocs === undefined ? null : linkOf(info.docs.externalDocs, place);
}

function contactOf({ name, url, email }: NonNullable<ApiModel["info"]["contact"]>): {
  text: string;
  url: string;
} {
  return {
    text: name ?? email ?? url ?? "",
    url: url ?? (email === undefined ? "" : `mailto:${email}`),
  };
}
