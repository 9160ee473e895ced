/** A piece of a written page: text, or a known element with its class names. */
export type Piece =
  | string
  | {
      readonly name: string;
      readonly classes: readonly string[];
      readonly children: readonly Piece[];
      /** Of a picture: a PNG that stands in the page itself. */
      readonly src?: string;
    };

const KEPT = new Set([
  "h1",
  "h2",
  "h3",
  "p",
  "div",
  "section",
  "header",
  "footer",
  "main",
  "article",
  "table",
  "thead",
  "tbody",
  "tr",
  "th",
  "td",
  "dl",
  "dt",
  "dd",
  "ul",
  "ol",
  "li",
  "strong",
  "b",
  "em",
  "small",
  "span",
  "hr",
  "br",
]);
const ALONE = new Set(["hr", "br", "img", "meta", "link", "input", "col"]);
const DROPPED = /<(script|style|title|template|svg|iframe|object)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->|<!doctype[^>]*>/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  middot: "·",
  ndash: "–",
  mdash: "—",
  hellip: "…",
};

/**
 * Reads the HTML of a receipt (well formed: we wrote it) into pieces. SECURITY: the page's rules allow no HTML from
 * text (trusted types), so nothing is handed to the browser's parser; elements that are not in the list vanish and
 * leave their text, attributes but class vanish; of pictures only a PNG in the page itself stays.
 */
export function readPaper(html: string): readonly Piece[] {
  const root: Piece[] = [];
  const open: { name: string; children: Piece[] }[] = [{ name: "", children: root }];
  const top = (): { name: string; children: Piece[] } => open.at(-1) ?? { name: "", children: root };
  for (const [whole, close, tag, attributes] of html
    .replace(DROPPED, "")
    .matchAll(/<(\/?)([a-z][a-z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|[^<]+|</gi)) {
    if (tag === undefined) {
      top().children.push(plain(whole));
      continue;
    }
    const name = tag.toLowerCase();
    if (close === "/") {
      const at = open.findLastIndex((element) => element.name === name);
      if (at > 0) open.length = at;
      continue;
    }
    const src = name === "img" ? pictureIn(attributes ?? "") : null;
    if (src !== null) {
      top().children.push({ name, classes: classesOf(attributes ?? ""), children: [], src });
      continue;
    }
    const children: Piece[] = KEPT.has(name) ? [] : top().children;
    if (KEPT.has(name)) top().children.push({ name, classes: classesOf(attributes ?? ""), children });
    if (!ALONE.has(name)) open.push({ name, children });
  }
  return root;
}

/** SECURITY: no picture is fetched from anywhere, and an SVG is none. */
function pictureIn(attributes: string): string | null {
  return /\bsrc="(data:image\/png;base64,[A-Za-z0-9+/=]{1,100000})"/.exec(attributes)?.[1] ?? null;
}

function classesOf(attributes: string): readonly string[] {
  const found = /\bclass\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(attributes);
  return (found?.[1] ?? found?.[2] ?? "").split(/\s+/).filter((word) => /^[\w-]+$/.test(word));
}

function plain(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, (whole, entity: string) => {
    if (!entity.startsWith("#")) return ENTITIES[entity.toLowerCase()] ?? whole;
    const code = entity[1]?.toLowerCase() === "x" ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
    return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
  });
}
