import fs from "node:fs";
import path from "node:path";
import { fetchChecked } from "./checked-package.mjs";
import { oneAtATime } from "./one-at-a-time.mjs";
import { cache } from "./paths.mjs";
import { step } from "./say.mjs";

// The Node inside the supported Electron. People may run set-up on 20; what ships runs on this.
const version = "24.21.0";
// SECURITY: pinned; checked before anything of it is unpacked.
const sums = {
  x64: "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
  arm64: "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
};

/** The executable of Node 24, or undefined where the registry has none for this machine. */
export async function ensureNode24() {
  const sha512 = process.platform === "linux" ? sums[process.arch] : undefined;
  if (!sha512) {
    return undefined;
  }
  const target = path.join(cache, `node-${version}`);
  const executable = path.join(target, "bin", "node");
  await oneAtATime("Node 24", async () => {
    if (!fs.existsSync(executable)) {
      const name = `node-linux-${process.arch}`;
      await step(`Node ${version} for a second run of the unit tests`, () =>
        fetchChecked({ name, version, sha512, target }, async (folder) => folder),
      );
    }
  });
  return executable;
}
