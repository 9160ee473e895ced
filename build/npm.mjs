import { run } from "./run.mjs";

/** The npm that runs us, or the one on the PATH when we were started with plain `node`. */
export function npm(args, options) {
  const own = process.env.npm_execpath;
  if (own && /npm-cli\.[cm]?js$/.test(own)) {
    return run(process.execPath, [own, ...args], options);
  }
  return run(process.platform === "win32" ? "npm.cmd" : "npm", args, options);
}
