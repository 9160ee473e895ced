import { randomBytes } from "node:crypto";
import { lstat, open, rename, rm, type FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Failure } from "../../shared/failure";
import { fileWords } from "../../shared/words/storage";

/**
 * Writes a file that people chose, whole or not at all: beside it under another name first, which then takes its place.
 * What stood there stays until then. `write` answers null to call it off. Throws a Failure whose sentence says what to
 * do next.
 */
export async function writeWholeFile<T>(
  path: string,
  write: (file: FileHandle) => Promise<T | null>,
): Promise<T | null> {
  let unfinished: string | null = null;
  let stage: Stage = "write";
  try {
    await lookAt(path);
    // Short, so that every name that the disk takes can be written.
    const beside = join(dirname(path), `.${randomBytes(6).toString("hex")}.part`);
    const file = await open(beside, "wx", 0o600);
    unfinished = beside;
    let written: T | null;
    try {
      written = await write(file);
      if (written !== null) await file.sync().catch(ignoreNoSync);
    } finally {
      await file.close();
    }
    if (written === null) return null;
    stage = "replace";
    await rename(beside, path);
    unfinished = null;
    return written;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure("refused", fileSentence(path, stage, codeOf(error)), {}, { cause: error });
  } finally {
    if (unfinished !== null) await rm(unfinished, { force: true }).catch(() => undefined);
  }
}

/** Some network disks cannot be told to write now; then closing the file says whether it is there. */
function ignoreNoSync(error: unknown): void {
  if (!["EINVAL", "ENOSYS", "ENOTSUP"].includes(codeOf(error))) throw error;
}

type Stage = "write" | "replace";

/**
 * What stands there. Throws where it is no file, or is open in another program. SECURITY: a link is not followed: the new
 * file takes the link's own place, or somebody could plant one that leads to a file of more worth.
 */
async function lookAt(path: string): Promise<void> {
  const there = await statOf(path);
  if (there?.isDirectory()) throw new Failure("refused", fileWords.isFolder({ path }));
  if (there !== null && !there.isFile() && !there.isSymbolicLink())
    throw new Failure("refused", fileWords.isDevice({ path }));
  // LibreOffice says by this file that it has the other one open; elsewhere the disk refuses to replace it.
  if (there !== null && (await statOf(join(dirname(path), `.~lock.${basename(path)}#`))) !== null)
    throw new Failure("refused", fileWords.openElsewhere({ path }));
}

async function statOf(path: string): Promise<Awaited<ReturnType<typeof lstat>> | null> {
  return lstat(path).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  });
}

/** Why a file could not be written, and what to do next. `code`: the system's, such as ENOSPC. */
export function fileSentence(path: string, stage: Stage, code: string): string {
  const folder = dirname(path);
  switch (code) {
    case "EBUSY":
    case "ETXTBSY":
      return fileWords.openElsewhere({ path });
    case "EACCES":
    case "EPERM":
      // The folder took a new file a moment ago: it is the old one that may not be touched, as on Windows while it is open.
      return stage === "replace" ? fileWords.notReplaced({ path }) : fileWords.forbidden({ folder });
    case "EROFS":
      return fileWords.readOnly({ folder });
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return fileWords.noRoom({ path });
    case "ENAMETOOLONG":
      return fileWords.nameTooLong({ name: basename(path).slice(0, 40) });
    case "ENOENT":
    case "ENOTDIR":
      return fileWords.folderGone({ folder });
    default:
      return fileWords.other({ path });
  }
}

function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  return typeof code === "string" ? code : "unknown";
}
