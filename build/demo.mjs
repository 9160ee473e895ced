// npm run demo: one practice phone order in the real app, on a virtual display, with pictures and the receipt in
// out/demo/.
import path from "node:path";
import { ensureBuild } from "./build.mjs";
import { runtimeEnv } from "./electron-runtime.mjs";
import { root, startedAs } from "./paths.mjs";
import { run } from "./run.mjs";
import { main, Stop } from "./say.mjs";
import { sandboxSetting } from "./sandbox.mjs";
import { setUp } from "./setup.mjs";

const minutes = 5;

export async function demo() {
  const runtime = await setUp("headless");
  const sandbox = await sandboxSetting(runtime);
  await ensureBuild();
  const order = [process.execPath, path.join(root, "build", "demo-order.mjs")];
  // Only Linux has virtual displays; elsewhere the window is seen for a few seconds.
  const command =
    process.platform === "linux" ? [process.execPath, path.join(root, "build", "headless.mjs"), ...order] : order;
  const result = await run(command[0], command.slice(1), {
    cwd: root,
    env: {
      ...process.env,
      ...runtimeEnv(runtime),
      COUNTERFOIL_SANDBOX: sandbox,
      PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1",
    },
    show: true,
    limit: minutes * 60_000,
    grace: 10_000, // The virtual desktop tidies up after itself.
  });
  if (result.timedOut) {
    throw new Stop(
      `The practice order did not finish in ${minutes} minutes and was ended; look at the pictures in out/demo/.`,
    );
  }
  return result.code ?? 1;
}

if (startedAs(import.meta.url)) {
  await main(demo);
}
