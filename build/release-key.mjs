// The key that signs what tells of a newer version (src/main/updates/offer.ts). Its private half is with whoever
// releases, in a file that COUNTERFOIL_RELEASE_KEY names; its public half is in the program. docs/release.md.
import fs from "node:fs";
import path from "node:path";
import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import { root } from "./paths.mjs";

const ADDRESSES = "src/main/connections/addresses.ts";

/** Where the program looks for newer versions, and base64 of the public key that it believes; "" where there is none. */
export function updatesPlace(text = fs.readFileSync(path.join(root, ADDRESSES), "utf8")) {
  const [, address, key] = /^const UPDATES = "(https:\/\/[^"]+)";\nconst UPDATES_KEY = "([^"]*)";$/m.exec(text) ?? [];
  return { root: address, key };
}

/** The private half; null where no file is named, or what is in it is no such key. */
export function readReleaseKey(file = process.env.COUNTERFOIL_RELEASE_KEY ?? "") {
  try {
    const key = createPrivateKey(fs.readFileSync(file));
    return key.asymmetricKeyType === "ed25519" ? key : null;
  } catch {
    return null;
  }
}

/** Base64 of the 32 bytes of the public half, as it stands in the program. */
export function publicHalf(key) {
  return createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32).toString("base64");
}

/**
 * Signs every file in `folder` that tells of a newer version (latest*.yml); answers their names and those of the
 * signatures.
 */
export function signOffers(folder, key) {
  return fs
    .readdirSync(folder)
    .filter((name) => /^latest.*\.yml$/.test(name))
    .flatMap((name) => {
      const signature = sign(null, fs.readFileSync(path.join(folder, name)), key).toString("base64");
      fs.writeFileSync(path.join(folder, `${name}.sig`), `${signature}\n`);
      return [name, `${name}.sig`];
    });
}
