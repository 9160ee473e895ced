// npm run -s electron:path: prints the Electron executable in use on stdout, and nothing else there.
import { ensureDebianPackages } from "./debian-packages.mjs";
import { ensureElectron } from "./electron-runtime.mjs";
import { ensureNpmPackages } from "./npm-packages.mjs";
import { main, say, Stop, talkOn } from "./say.mjs";
import { checkNode } from "./setup.mjs";

talkOn(process.stderr);
await main(async () => {
  checkNode(process.versions.node);
  try {
    await ensureDebianPackages("start");
  } catch (error) {
    if (!(error instanceof Stop)) {
      throw error;
    }
    say(error.message); // The path is right all the same; whoever runs it is warned.
  }
  await ensureNpmPackages();
  const { executable } = await ensureElectron();
  process.stdout.write(`${executable}\n`);
});
