const text = { type: "string" };
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: object, ...required: readonly string[]): object => ({
  type: "object",
  properties,
  ...(required.length > 0 ? { required } : {}),
});
const by = (propertyName: string, mapping?: object): object => ({
  discriminator: { propertyName, ...(mapping === undefined ? {} : { mapping }) },
});

/** Schemas that state no tag, and unions of them in every way a discriminator may tell them apart. */
export const unions = {
  // The tag is any text, optional, or no property at all.
  Cat: object({ kind: text, meow: text }, "kind"),
  Dog: object({ kind: text, bark: text }),
  Bird: object({ song: text }),
  Mapped: {
    oneOf: [ref("Cat"), ref("Dog"), ref("Bird")],
    ...by("kind", {
      cat: "#/components/schemas/Cat",
      lion: "#/components/schemas/Cat",
      dog: "#/components/schemas/Dog",
      bird: "#/components/schemas/Bird",
    }),
  },
  ByPlainNames: { anyOf: [ref("Cat"), ref("Bird")], ...by("kind", { cat: "Cat", bird: "Bird" }) },
  WithoutMapping: { oneOf: [ref("Cat"), ref("Bird")], ...by("kind") },
  Nullable: { oneOf: [ref("Cat"), ref("Bird"), { type: "null" }], ...by("kind") },

  // The members' own literals are left alone, whatever the mapping calls them.
  Circle: object({ shape: { const: "circle" }, radius: { type: "number" } }, "shape"),
  Square: object({ shape: { enum: ["square", "box"] }, side: { type: "number" } }, "shape"),
  Stated: {
    oneOf: [ref("Circle"), ref("Square")],
    ...by("shape", { round: "#/components/schemas/Circle" }),
  },
  OneStates: { oneOf: [ref("Circle"), ref("Plane")], ...by("shape") },
  Plane: object({ normal: text }),

  // Children of one parent, whose discriminator names them.
  Vehicle: {
    ...object({ wheels: { type: "string", enum: ["two", "four"] } }, "wheels"),
    ...by("wheels", {
      two: "#/components/schemas/Bicycle",
      four: "#/components/schemas/Car",
    }),
  },
  Bicycle: { allOf: [ref("Vehicle"), object({ bell: text })] },
  Car: { allOf: [ref("Vehicle"), object({ horn: text })] },
  Children: { oneOf: [ref("Bicycle"), ref("Car")] },

  // Unions of unions: by the same tag, and by one that only the outer union knows.
  Nested: {
    oneOf: [ref("Mapped"), object({ kind: { const: "fish" }, fin: text }, "kind")],
    ...by("kind"),
  },
  Group: { oneOf: [object({ left: text }, "left"), object({ right: text }, "right")] },
  Grouped: {
    oneOf: [ref("Group"), ref("Plane")],
    ...by("kind", { group: "Group", plane: "Plane" }),
  },

  // The name of the schema is a guess; a default says better, and so does a literal that may be null.
  Crow: object({ kind: { ...text, default: "crow" }, caw: text }, "kind"),
  Item: object({ kind: { anyOf: [{ enum: ["item"] }, { type: "null" }] }, id: text }),
  Guessed: { oneOf: [ref("Crow"), ref("Item"), ref("Bird")], ...by("kind") },

  // A tag that can be no text is no tag.
  Numbered: object({ kind: { type: "integer" }, count: text }),
  NotText: { oneOf: [ref("Numbered"), ref("Bird")], ...by("kind") },
};

/** What must compile once `Schemas` is declared: each access needs the narrowing before it. */
export const narrowing = `
export function mapped(pet: Schemas["Mapped"]): string | undefined {
  // @ts-expect-error: of all, it is not known to be a text
  const early: string | undefined = pet.meow;
  void early;
  switch (pet.kind) {
    case "cat":
    case "lion":
      return pet.meow;
    case "dog":
      return pet.bark;
    case "bird":
      return pet.song;
  }
}
export function byPlainNames(pet: Schemas["ByPlainNames"]): string | undefined {
  return pet.kind === "cat" ? pet.meow : pet.song;
}
export function withoutMapping(pet: Schemas["WithoutMapping"]): string | undefined {
  return pet.kind === "Cat" ? pet.meow : pet.song;
}
export function nullable(pet: Schemas["Nullable"]): string | undefined {
  if (pet === null) return undefined;
  return pet.kind === "Cat" ? pet.meow : pet.song;
}
export function stated(figure: Schemas["Stated"]): number | undefined {
  // @ts-expect-error: the schema says "circle"
  void (figure.shape === "round");
  return figure.shape === "circle" ? figure.radius : figure.side;
}
export function oneStates(figure: Schemas["OneStates"]): string | number | undefined {
  return figure.shape === "circle" ? figure.radius : figure.normal;
}
export function children(vehicle: Schemas["Children"]): string | undefined {
  return vehicle.wheels === "two" ? vehicle.bell : vehicle.horn;
}
export function nested(animal: Schemas["Nested"]): string | undefined {
  if (animal.kind === "fish") return animal.fin;
  return animal.kind === "bird" ? animal.song : undefined;
}
export function guessed(item: Schemas["Guessed"]): string | undefined {
  return item.kind === "item" && "id" in item && typeof item.id === "string" ? item.id : undefined;
}
export function grouped(item: Schemas["Grouped"]): string | undefined {
  if (item.kind === "plane") return item.normal;
  return "left" in item && typeof item.left === "string" ? item.left : undefined;
}
`;

/** The alternatives whose types are narrower than their schemas, and the tags they get: named, so that none is added unseen. */
export const narrowed: readonly (readonly [pointer: string, ...values: readonly string[]])[] = [
  ["Mapped/oneOf/0", "cat", "lion"],
  ["Mapped/oneOf/1", "dog"],
  ["Mapped/oneOf/2", "bird"],
  ["ByPlainNames/anyOf/0", "cat"],
  ["ByPlainNames/anyOf/1", "bird"],
  ["WithoutMapping/oneOf/0", "Cat"],
  ["WithoutMapping/oneOf/1", "Bird"],
  ["Nullable/oneOf/0", "Cat"],
  ["Nullable/oneOf/1", "Bird"],
  ["OneStates/oneOf/1", "Plane"],
  ["Children/oneOf/0", "two"],
  ["Children/oneOf/1", "four"],
  ["Grouped/oneOf/0", "group"],
  ["Grouped/oneOf/1", "plane"],
  ["Guessed/oneOf/2", "Bird"],
  ["NotText/oneOf/1", "Bird"],
];
