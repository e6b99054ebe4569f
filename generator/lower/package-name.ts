/** What titles say beside the name of the API: that they stand over a document of it. */
const BESIDE = new Set(["official", "openapi", "oas", "spec", "specification", "swagger", "the"]);

/**
 * A name for the package of a title: its words as they are written, up to where it goes on about
 * something else; `Spotify Web API with fixes` → `spotify-web-api-client`. At most 214 characters,
 * as npm allows.
 */
export function packageNameOf(title: string): string {
  const [name = ""] = title.split(/\s+[+|([–—-]\s*|[:(]|\s+(?:with|by|from)\s+/i, 1);
  const words = wordsOf(name === "" ? title : name);
  const telling = words.filter((word) => !BESIDE.has(word));
  const chosen = telling.length > 0 ? telling : words;
  return `${chosen.join("-").slice(0, 200).replace(/-$/, "") || "api"}-client`;
}

/** Small letters and digits: brands keep their capitals together, possessives lose their ending. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase()
      .replace(/(?<=[a-z])['\u2019]s?(?![a-z])/g, "")
      .match(/[a-z0-9]+/g) ?? []
  );
}
