// npm run book:init -- postgresql://ADMIN@HOST/DATABASE [--logins N] [--certificate FILE]: makes the tables of a shared
// book, or brings them to this version, and makes logins for desks. The password is in PGPASSWORD, or is asked for.
import fs from "node:fs";
import readline from "node:readline/promises";
import { Writable } from "node:stream";
import { createServer } from "vite";
import { root } from "./paths.mjs";
import { main, say, Stop } from "./say.mjs";

const USAGE = "npm run book:init -- postgresql://ADMIN@HOST:PORT/DATABASE [--logins N] [--certificate FILE]";

await main(async () => {
  const { address, logins, certificate } = read(process.argv.slice(2));
  // The program's own code, read as it stands in src.
  const reader = await createServer({
    configFile: false,
    root,
    appType: "custom",
    logLevel: "error",
    server: { middlewareMode: true, watch: null, ws: false },
  });
  const load = (name) => reader.ssrLoadModule(`/src/main/shared-book/${name}.ts`);
  const [{ readAddress, shownAddress }, { dial }, { makeBook, makeLogin, bookVersion }] = await Promise.all(
    ["address", "dial", "init"].map(load),
  );
  try {
    const where = readAddress(address);
    const client = await dial({ address: where, password: await password(), certificate });
    try {
      const before = await bookVersion(client);
      await makeBook(client);
      const after = await bookVersion(client);
      say(before === after ? `The book is of version ${after} already.` : `The book is of version ${after} now.`);
      for (let made = 0; made < logins; made += 1) {
        const { login, password: secret } = await makeLogin(client);
        say(`\nA login for one desk; its password is shown this once:`);
        say(`  address   ${shownAddress(where).replace("//", `//${login}@`)}\n  password  ${secret}`);
      }
    } finally {
      await client.end();
    }
  } catch (error) {
    throw error?.name === "Failure" ? new Stop(error.sentence) : error;
  } finally {
    await reader.close();
  }
  return 0;
});

function read(args) {
  const asked = { address: undefined, logins: 1, certificate: null };
  for (let at = 0; at < args.length; at += 1) {
    if (args[at] === "--logins" && /^\d+$/.test(args[at + 1] ?? "")) asked.logins = Number(args[(at += 1)]);
    else if (args[at] === "--certificate" && args[at + 1]) asked.certificate = fs.readFileSync(args[(at += 1)], "utf8");
    else if (asked.address === undefined && !args[at].startsWith("--")) asked.address = args[at];
    else throw new Stop(USAGE);
  }
  if (asked.address === undefined) throw new Stop(USAGE);
  return asked;
}

/** SECURITY: it is not typed into a command, where other users of the computer and the shell's history would have it. */
async function password() {
  if (process.env.PGPASSWORD !== undefined) return process.env.PGPASSWORD;
  if (!process.stdin.isTTY) throw new Stop("Put the admin's password into PGPASSWORD.");
  process.stdout.write("Password of the admin's login: ");
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = readline.createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const typed = await lines.question("");
  lines.close();
  process.stdout.write("\n");
  return typed;
}
