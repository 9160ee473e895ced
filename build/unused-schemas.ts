import type { Plugin } from "vite";

/**
 * Keeps zod out of the page: main parses what crosses the border (src/main/shell/answer.ts), and of the files that both
 * sides share the page needs the types, lists and functions alone. A bundler keeps whatever might do something while it
 * is read; here it is told that making a schema does nothing.
 */
export function unusedSchemas(): Plugin {
  return {
    name: "counterfoil-unused-schemas",
    apply: "build",
    transform(code, id) {
      if (!/\/src\/shared\/[\w-]+\.ts$/.test(id) || !code.includes('from "zod"')) return null;
      const made: Span[] = [];
      for (const statement of this.parse(code).body) {
        const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
        if (declared?.type !== "VariableDeclaration") continue;
        for (const { init } of declared.declarations) {
          if (init && MAKES.includes(init.type)) made.push(init);
        }
      }
      return { code: made.reduceRight((all, span) => onlyIfUsed(all, span), code), map: null };
    },
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        const zod = chunk.type === "chunk" && Object.keys(chunk.modules).find((id) => id.includes("/node_modules/zod/"));
        if (zod) throw new Error(`the page needs zod (${chunk.fileName}): use a list or a function instead of a schema`);
      }
    },
  };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What schemas are made by, or stand in. */
const MAKES = ["CallExpression", "ObjectExpression"];

function onlyIfUsed(code: string, { start, end }: Span): string {
  return `${code.slice(0, start)}/* @__PURE__ */ (() => (${code.slice(start, end)}))()${code.slice(end)}`;
}
