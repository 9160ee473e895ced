import { chmodSync, lstatSync, mkdirSync, realpathSync, statSync } from "node:fs";
import { programWords } from "../../shared/words/program";

/**
 * Makes a folder that only its owner may look into, or makes one so. Where a link leads to it, the folder itself is
 * meant. Answers null, or a sentence that says why it cannot be used: SECURITY: in a folder that others may write into,
 * or that is somebody else's, every file could be exchanged for another (docs/security.md, what is kept where).
 */
export function makePrivate(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const real = realpathSync(folder);
    if (!lstatSync(real).isDirectory()) return programWords.noFolder({ folder });
    const me = process.getuid?.();
    // Windows keeps its rights elsewhere, and gives each user a folder that others cannot read.
    if (me === undefined) return null;
    if (statSync(real).uid !== me) return programWords.foreignFolder({ folder });
    chmodSync(real, 0o700);
    if ((statSync(real).mode & 0o077) !== 0) return programWords.openFolder({ folder });
    return null;
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown";
    return programWords.uselessFolder({ folder, code });
  }
}
