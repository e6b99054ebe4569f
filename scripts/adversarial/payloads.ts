import { CANARY } from "./canary.js";

/** A text that would do harm where somebody prints it without care. */
export interface Payload {
  /** What it plays with: the column of the report. */
  readonly style: string;
  /** Tells payloads of one style apart: `quotes/computed-key`. */
  readonly name: string;
  readonly text: string;
}

/** What a payload runs where it comes to life: it sets the canary. */
const SING = `globalThis.${CANARY}=1`;
/** The same in a shell: it leaves a file. */
const TOUCH = `touch ${CANARY}`;

/**
 * Several tricks of one style stand in one text where they do not take each other's edge off: a sink
 * that lets one of them through breaks the file or loses part of the text, and either is seen.
 */
const TEXTS: { readonly [style: string]: { readonly [name: string]: string } } = {
  quotes: {
    single: `'+(${SING})+'];${SING};['`,
    double: `"+(${SING})+"];${SING};["`,
    "computed-key": `a"]:1,[${SING}]:1,["b`,
    argument: `');${SING};(' ");${SING};("`,
  },
  backticks: { template: `\`+(${SING})+\`;${SING};\`` },
  interpolation: {
    dollar: `\${${SING}} \\\${${SING}} $\{${SING}}`,
    others: `#{${SING}} <%= ${SING} %> $(${SING}) %{${SING}} @(${SING})`,
    replacement: "$& $1 $$ $' $` $<a>",
  },
  backslashes: {
    "before-quote": `\\"+(${SING})+\\" \\'+(${SING})+\\'`,
    escapes: `\\u0022+(${SING})+\\u0022 \\x27 \\n \\0 \\u{27}`,
    last: `${SING}\\`,
  },
  lines: {
    ascii: `a\n${SING};//\r${SING};//\r\n${SING};`,
    unicode: `a\u2028${SING};//\u2029${SING};//\u0085${SING};`,
    tabs: `a\t${SING}\u000b${SING}\u000cb`,
  },
  comments: {
    close: `*/${SING};/*`,
    "re-formed": `**//${SING};/**/ *\u0000/${SING};/* *\u202e/${SING};//*`,
    escaped: `*\\/${SING};/\\* *\u200b/${SING}`,
    html: `--><script>${SING}</script><!-- --!><img src=x onerror="${SING}">`,
    directives: `/// <reference path="/etc/passwd" />\n@ts-nocheck\n@ts-expect-error`,
    directive: "@ts-expect-error",
  },
  html: {
    script: `<script>${SING}</script></script><script>${SING}//`,
    handlers: `<img src=x onerror="${SING}"><svg/onload=${SING}><a onclick="${SING}">x</a>`,
    entities: `&lt;script&gt;${SING}&lt;/script&gt; &#60;img src=x onerror=${SING}&#62; &amp;`,
    containers: `</textarea></title></style><iframe srcdoc="<script>${SING}</script>"><plaintext>`,
    "half-open": `<img src=x onerror="${SING}" a="`,
  },
  links: {
    bare: `javascript:${SING}`,
    markdown: `[a](javascript:${SING}) ![b](javascript:${SING}) <javascript:${SING}> [c](<javascript:${SING}>)`,
    reference: `[a]: javascript:${SING}\n\n[a] [b][a]`,
    disguised: `[a](java&#x73;cript:${SING}) [b](\\javascript:${SING}) [c](JaVaScRiPt:${SING}) [d](data:text/html,<script>${SING}</script>)`,
    tabbed: `java\tscript:${SING}`,
  },
  templates: {
    mustache: `{{${SING}}} {{{${SING}}}} {{constructor.constructor("${SING}")()}}`,
    disguised: `&#123;{${SING}}} {\\{${SING}}} {&lbrace;${SING}}} {\u200b{${SING}}}`,
    handlebars: `{{> docs/index}} {{#each .}}{{/each}} {{!-- --}} {{lookup this "x"}}`,
    liquid: `{% include "/etc/passwd" %} {% raw %}{% assign a = 1 %}{{ a }}`,
    variables: `{{$guid}} {{BASE_URL}} {{CLIENT_SECRET}} {x}`,
    vue: `<div v-html="${SING}" :id="${SING}" @click="${SING}">a</div>`,
  },
  markdown: {
    blocks: `# Title\n\n\`\`\`\n| a | b |\n|---|---|\n~~~\n> quote\n- list\n\n---\n===`,
    spans: `*a* _b_ **c** \`d\` ~~e~~ | f | [g] ![h] \\| \`\` i \` j`,
    fence: `\`\`\`\`\`js\n${SING}\n\`\`\`\`\``,
  },
  shell: {
    substitution: `$(${TOUCH}) \`${TOUCH}\` \${IFS}`,
    quotes: `';${TOUCH};' ";${TOUCH};" \n${TOUCH}\n`,
    option: `--output=${CANARY}`,
    file: "@/etc/passwd",
  },
  words: {
    class: "class",
    await: "await",
    default: "default",
    arguments: "arguments",
    then: "then",
    undefined: "undefined",
    transport: "transport",
  },
  prototypes: {
    proto: "__proto__",
    constructor: "constructor",
    "to-string": "toString",
    "has-own": "hasOwnProperty",
    "value-of": "valueOf",
  },
  traversal: {
    up: `../../../${CANARY}`,
    dots: "..",
    encoded: "%2e%2e%2f%00",
    absolute: "/etc/passwd",
    windows: "C:\\Windows\\..\\nul.txt",
    device: "CON",
    file: "file:///etc/passwd",
  },
  controls: {
    terminal: "\u001b[31mred\u001b[0m\u0007\u009b31m\u001b]8;;http://a.test\u0007b\u0008\u007f",
    nul: "a\u0000b",
    bidi: "a\u202e/*b\u2066c\u2069 \u200bd\ufeff\u00ade",
    tag: "a\u{e0041}\u{e0042}b",
  },
  unicode: {
    emoji: "😀 𝒳 ﬁ İ ß é e\u0301 Ω",
    surrogate: "a\ud800b",
  },
  shapes: {
    empty: "",
    space: " ",
    digits: "123",
    symbols: "$_-",
    long: `long ${"x".repeat(400)} ${SING}`,
    huge: `${"y".repeat(20_000)}'"\`\${${SING}}`,
  },
};

export const payloads: readonly Payload[] = Object.entries(TEXTS).flatMap(([style, texts]) =>
  Object.entries(texts).map(([name, text]) => ({ style, name, text })),
);

/** The columns of the report; `several` is that of documents made by hand. */
export const styles: readonly string[] = [...Object.keys(TEXTS), "several"];
