import { chmodSync, lstatSync, mkdirSync, realpathSync, statSync } from "node:fs";

/**
 * Makes a folder that only its owner may look into, or makes one so. Where a link leads to it, the folder itself is
 * meant. Answers null, or a sentence that says why it cannot be used: SECURITY: in a folder that others may write into,
 * or that is somebody else's, every file could be exchanged for another (docs/security.md, what is kept where).
 */
export function makePrivate(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const real = realpathSync(folder);
    if (!lstatSync(real).isDirectory()) return `${folder} is no folder. Move it away, or start with another folder.`;
    const me = process.getuid?.();
    // Windows keeps its rights elsewhere, and gives each user a folder that others cannot read.
    if (me === undefined) return null;
    if (statSync(real).uid !== me)
      return `${folder} belongs to another user of this computer. Start Counterfoil as that user, or with another folder.`;
    chmodSync(real, 0o700);
    if ((statSync(real).mode & 0o077) !== 0)
      return `Others can read ${folder}, and the disk does not let that be changed. Start Counterfoil with a folder on another disk.`;
    return null;
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown";
    return `${folder} cannot be used (${code}). Start Counterfoil with a folder that you may write into.`;
  }
}
