// npm start: opens the terminal, in Training unless told otherwise in its settings. Without a display it does the demo
// instead.
import { spawn } from "node:child_process";
import os from "node:os";
import { ensureBuild } from "./build.mjs";
import { demo } from "./demo.mjs";
import { runtimeEnv } from "./electron-runtime.mjs";
import { root, startedAs } from "./paths.mjs";
import { main, say } from "./say.mjs";
import { sandboxSetting } from "./sandbox.mjs";
import { hasDisplay, setUp } from "./setup.mjs";

async function start(args) {
  if (!hasDisplay()) {
    say("There is no display here, so the app takes one practice order on a virtual one (npm run demo).");
    return demo();
  }
  const runtime = await setUp("start");
  const sandbox = (await sandboxSetting(runtime)) === "off" ? ["--no-sandbox"] : [];
  const switches = [...sandbox, ...displaySwitches(process.env, runtime)];
  await ensureBuild();
  return open(runtime, [...switches, root, ...args]);
}

/** Old Electrons look for X11 unless they are told of Wayland. */
function displaySwitches(env, runtime) {
  return process.platform === "linux" && !env.DISPLAY && !runtime.official ? ["--ozone-platform=wayland"] : [];
}

function open(runtime, args) {
  const app = spawn(runtime.executable, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...runtimeEnv(runtime) },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => app.kill(signal)); // We stay until the app has closed its journal.
  }
  return new Promise((resolve, reject) => {
    app.on("error", reject);
    app.on("exit", (code, signal) => resolve(code ?? 128 + os.constants.signals[signal]));
  });
}

if (startedAs(import.meta.url)) {
  await main(() => start(process.argv.slice(2)));
}
