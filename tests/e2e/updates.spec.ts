import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { updateWords as words } from "../../src/shared/words/updates";
import { expect, test } from "./app";
import { passesAxe } from "./sight";

/** Newer versions, with electron-updater itself in the real app and a place of newer versions on this machine. */

const NAME = "counterfoil_9.8.7_amd64.deb";
const FILE = Buffer.from("not really a package");

/** A place of newer versions: what it offers is what was put there last. `asked` are the paths, in their order. */
async function openPlace() {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const there = new Map<string, Buffer | string>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? "").replace(/\?.*$/, "").slice(1);
    asked.push(path);
    const found = there.get(path);
    response.writeHead(found === undefined ? 404 : 200).end(found);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const offer = (change: { version?: string; name?: string; by?: KeyObject; file?: Buffer } = {}): void => {
    const { version = "9.8.7", name = NAME, by = privateKey, file = FILE } = change;
    const sum = createHash("sha512").update(FILE).digest("base64");
    const notes = ["releaseNotes: |-", "  - It can fly.", "  - It can swim."];
    const files = ["files:", `  - url: ${name}`, `    sha512: ${sum}`, `    size: ${FILE.length}`];
    const told = [`version: ${version}`, ...files, ...notes, ""].join("\n");
    there.clear();
    there.set("latest-linux.yml", told);
    there.set("latest-linux.yml.sig", sign(null, Buffer.from(told), by).toString("base64"));
    there.set(name, file);
  };
  return {
    env: {
      COUNTERFOIL_UPDATES_URL: `http://127.0.0.1:${port}`,
      COUNTERFOIL_UPDATES_KEY: publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64"),
    },
    asked,
    offer,
    close: () => new Promise((done) => server.close(done)),
  };
}

test("SECURITY: a newer version is told, downloaded and installed only when asked; a false one never is", async ({
  start,
  userData,
}) => {
  test.skip(process.platform !== "linux", "it stands in for dpkg");
  const place = await openPlace();
  const bin = join(userData, "bin");
  const installed = join(userData, "installed");
  mkdirSync(bin);
  // Whoever runs it as root would have a package of nothing installed.
  for (const name of ["dpkg", "pkexec", "sudo"]) {
    writeFileSync(join(bin, name), `#!/bin/sh\nfor last; do :; done\necho "$0 $last" >> ${installed}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const env = { ...place.env, PATH: `${bin}:${process.env["PATH"] ?? ""}`, XDG_CACHE_HOME: join(userData, "cache") };
  const app = await start({ env });
  const { page, electron } = app;
  await page.keyboard.press("Control+7");
  await page.keyboard.press("v");
  const section = page.getByRole("region", { name: "Updates", exact: true });
  const status = section.getByRole("status");
  const press = (name: string) => section.getByRole("button", { name, exact: true }).click();

  // Nobody was asked before it is switched on, nor for more than what there is.
  await expect(status).toHaveText(words.off);
  expect(place.asked).toEqual([]);
  place.offer({ version: "0.0.1", name: "counterfoil_0.0.1_amd64.deb" });
  await section.getByRole("switch", { name: words.on }).click();
  await expect(status).toContainText("This is the newest version");
  expect(place.asked).toEqual(["latest-linux.yml", "latest-linux.yml.sig"]);

  place.offer({ by: generateKeyPairSync("ed25519").privateKey });
  await press(words.look);
  await expect(status).toHaveText(words.notSigned);
  place.offer({ name: "other_9.8.7_amd64.deb" });
  await press(words.look);
  await expect(status).toHaveText(words.wrongName);
  expect(place.asked.filter((path) => path.endsWith(".deb"))).toEqual([]);

  place.offer({ file: Buffer.from("not really a packagf") });
  await press(words.look);
  await expect(status).toHaveText(words.found({ version: "9.8.7" }));
  await press(words.fetch({ version: "9.8.7" }));
  await expect(status).toHaveText(words.changed);

  place.offer();
  await press(words.look);
  await expect(section.getByText("It can swim.")).toBeVisible();
  await expect(page.getByText(words.notice({ version: "9.8.7" }))).toBeVisible();
  await passesAxe(app);
  await press(words.fetch({ version: "9.8.7" }));
  await expect(status).toHaveText(words.ready({ version: "9.8.7" }));
  expect(existsSync(installed)).toBe(false);

  const ended = new Promise((done) => electron.process().once("exit", done));
  // The program may end before the click is told as done.
  const pressed = press(words.install({ version: "9.8.7" })).catch(() => undefined);
  expect(await ended).toBe(0);
  await pressed;
  const said = readFileSync(installed, "utf8");
  const [, file = ""] = /(?:dpkg|pkexec|sudo) .*?(\/\S+\.deb)'?\n$/.exec(said) ?? [];
  expect(readFileSync(file)).toEqual(FILE);
  await place.close();
});
