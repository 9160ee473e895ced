import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/** How the id of a module of one word begins. */
export const WORD = "word:";

/**
 * Makes each word of src/shared/words a module of its own, so that the page has only those that it uses, each in the file
 * of scripts that uses it. A bundler keeps an object whole, with all that is in it and all its names. An object stays
 * whole where a word is taken by a name that only the running program knows, where words name each other, and where it is
 * given a second name by anything but its import (`import { payWords as words }`).
 * `usersOf` answers the files in which a word is used.
 */
export function splitWords(folders: readonly string[]): { plugin: Plugin; usersOf: (id: string) => readonly string[] } {
  const users = new Map<string, string[]>();
  for (const file of folders.flatMap(sourcesIn)) {
    for (const use of usesIn(readFileSync(file, "utf8"))) users.set(use, [...(users.get(use) ?? []), file]);
  }
  const modules = new Map<string, string>();
  return {
    usersOf: (id) => users.get(id) ?? [],
    plugin: {
      name: "counterfoil-split-words",
      apply: "build",
      resolveId: (id) => (id.startsWith(WORD) ? id : null),
      load: (id) => modules.get(id) ?? null,
      transform(code, id) {
        if (!/\/src\/shared\/words\/[\w-]+\.ts$/.test(id)) return null;
        const textOf = ({ start, end }: Span): string => code.slice(start, end);
        const own = [...code.matchAll(DECLARED)].map(([, made, taken]) => made ?? taken ?? "");
        let split = code;
        for (const statement of this.parse(code).body.toReversed()) {
          const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : null;
          const [only] = declared?.type === "VariableDeclaration" ? declared.declarations : [];
          if (only?.id.type !== "Identifier" || only.init?.type !== "ObjectExpression") continue;
          const name = `${WORD}${only.id.name}`;
          const text = textOf(only.init);
          if (users.has(name) || own.some((other) => mentions(text, other))) continue;
          const keys = only.init.properties.map((each) => {
            if (each.type !== "Property" || each.key.type !== "Identifier") throw new Error(`${name}: no name and its word`);
            modules.set(`${name}.${each.key.name}`, `export const word = ${textOf(each.value)};`);
            return each.key.name;
          });
          modules.set(name, keys.map((key) => `export { word as ${key} } from "${name}.${key}";\n`).join(""));
          const instead = `import * as ${only.id.name} from "${name}";\nexport { ${only.id.name} };`;
          split = split.slice(0, statement.start) + instead + split.slice(statement.end);
        }
        return { code: split, map: null };
      },
    },
  };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a file of words declares, or imports alone. */
const DECLARED = /^(?:export )?(?:const|function) (\w+)|^import \{ (\w+) \}/gm;

function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![.\\w])${name}\\b(?!:)`).test(text);
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).flatMap((name) =>
    /\.tsx?$/.test(name) ? [join(folder, name)] : [],
  );
}

/** The words that a source uses, by their ids: `word:holdsWords.title`, or `word:holdsWords` where it may be any. */
function usesIn(source: string): Set<string> {
  const code = source.replace(/\/\*[^]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
  const locals = new Map([...code.matchAll(/^export const (\w+) = \{$/gm)].map(([, name = ""]) => [name, name]));
  for (const [, names = ""] of code.matchAll(/^import \{([^}]*)\} from "(?:[./\w]*\/words\/|\.\/)[\w-]+";$/gm)) {
    for (const [, name = "", as = name] of names.matchAll(/(\w+Words)(?: as (\w+))?/g)) locals.set(as, name);
  }
  const uses = new Set<string>();
  for (const [local, name] of locals) {
    for (const [, key] of code.matchAll(new RegExp(`(?<!typeof |[.\\w])${local}(?:\\.(\\w+)|\\[|\\))`, "g"))) {
      uses.add(key === undefined ? `${WORD}${name}` : `${WORD}${name}.${key}`);
    }
  }
  return uses;
}
