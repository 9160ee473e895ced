import { dirname, resolve } from "node:path";
import { runnerImport, type Plugin } from "vite";

/**
 * Puts the order screen into index.html, as React renders it before anything is known: it can be painted, and its Amount
 * typed into, before a script has run. React takes over the very same elements (src/renderer/main.tsx). plain.html is
 * the page without them, for windows that begin elsewhere or locked.
 * SECURITY: of all fields only Amount can be used before the scripts run; whatever else could take a key is inert.
 */
export function firstMarkup(page: string): Plugin {
  let plain = "";
  let after = "";
  return {
    name: "counterfoil-first-markup",
    apply: "build",
    buildStart() {
      const id = resolve(dirname(page), "early-keys.ts");
      this.emitFile({ type: "chunk", id, fileName: `assets/${EARLY}` });
    },
    transformIndexHtml: {
      order: "post",
      async handler(html, { bundle }) {
        plain = html.replace("<head>", `<head>\n    <script src="./assets/${EARLY}"></script>`);
        const [script = "", , entry = ""] = SCRIPT.exec(html) ?? [];
        const font = Object.keys(bundle ?? {}).find((file) => FONT.test(file));
        if (font === undefined) throw new Error("the first picture has no font");
        const scripts = [...[...html.matchAll(PRELOADED)].map(([, file = ""]) => file), entry];
        // By these names main knows that a page has its own scripts (src/main/shell/protocol.ts).
        for (const name of ["first-", "index-"])
          if (!scripts.some((file) => file.startsWith(name))) throw new Error(`index.html has no script ${name}`);
        after = afterPicture(scripts);
        return html
          .replaceAll(PRELOADED, "")
          .replace(script, `<script type="module" crossorigin src="./assets/${AFTER}"></script>`)
          .replace("<head>", `<head>\n    <script data-from-start src="./assets/${EARLY}"></script>
    <link rel="preload" as="font" type="font/woff2" crossorigin href="./${font}">`)
          .replace(EMPTY, `<div id="root">${onlyAmount(await markupOf(page))}</div>`);
      },
    },
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const early = bundle[`assets/${EARLY}`];
        // No name of it is one of the window's.
        if (early?.type === "chunk") early.code = `(() => {\n${early.code}})();\n`;
        this.emitFile({ type: "asset", fileName: "plain.html", source: plain });
        this.emitFile({ type: "asset", fileName: `assets/${AFTER}`, source: after });
      },
    },
  };
}

const SCRIPT = /<script type="module"( crossorigin)? src="\.\/assets\/([^"]+)"><\/script>/;
const PRELOADED = /\n *<link rel="modulepreload" crossorigin href="\.\/assets\/([^"]+)">/g;
/** The font of nearly all texts. It comes with the styles, so that nothing is drawn twice, with another font first. */
const FONT = /^assets\/inter-latin-wght-normal-.*\.woff2$/;
/** Reads and runs the page's scripts once the first picture is on the screen: until then they would only hold it up. */
const AFTER = "after-first-picture.js";
/** Keeps what is pressed before, from the first moment on: it is no module, which would run after the page is there. */
const EARLY = "early-keys.js";
const EMPTY = '<div id="root"></div>';

/** `scripts`: all that the last of them needs, so that they are read together. A window that is not shown has no picture. */
function afterPicture(scripts: readonly string[]): string {
  const read = scripts.map((file) => `import("./${file}");`).join(" ");
  return `const read = () => { ${read} };
new PerformanceObserver(read).observe({ type: "paint", buffered: true });
setTimeout(read, 1000);
`;
}

/** What of a browser the page asks for while it is read and rendered, and nothing more. */
const BROWSER = {
  location: { hash: "" },
  matchMedia: () => ({ matches: false, addEventListener: () => undefined }),
  addEventListener: () => undefined,
};

const noStyles: Plugin = {
  name: "counterfoil-no-styles",
  enforce: "pre",
  resolveId: (source) => (source.endsWith(".css") ? "\0no-styles" : null),
  load: (id) => (id === "\0no-styles" ? "" : null),
};

async function markupOf(page: string): Promise<string> {
  const before = Object.getOwnPropertyDescriptor(globalThis, "window");
  Object.defineProperty(globalThis, "window", { value: BROWSER, configurable: true });
  try {
    const { module } = await runnerImport<{ readonly page: React.ReactNode }>(page, {
      configFile: false,
      logLevel: "error",
      mode: "production",
      plugins: [noStyles],
    });
    const { renderToString } = await import("react-dom/server");
    return renderToString(module.page);
  } finally {
    if (before) Object.defineProperty(globalThis, "window", before);
    else Reflect.deleteProperty(globalThis, "window");
  }
}

/** Amount gets the focus; everything else that could is marked, until the scripts run (src/renderer/main.tsx). */
function onlyAmount(markup: string): string {
  const made = markup.replace(/<(input|button|select|textarea|a)(?=[\s>])([^>]*)/g, (_all, name: string, rest: string) =>
    // What is unavailable anyway stays so.
    rest.includes("aria-disabled")
      ? `<${name} inert data-not-yet="inert"${rest}`
      : `<${name} inert aria-disabled="true" data-not-yet="inert aria-disabled"${rest}`,
  );
  const amount = made.replace(
    /<input inert aria-disabled="true" data-not-yet="inert aria-disabled"(?=[^>]*class="money-input")/,
    "<input autofocus",
  );
  if (amount === made) throw new Error("the first markup has no Amount field");
  return amount;
}
