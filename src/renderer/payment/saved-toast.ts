import { receiptWords as words } from "../../shared/words/receipt";
import { ask, asFailure } from "../bridge";
import { remark, toast, type Toast } from "../stores/toasts";

/** A file for people that main has written, or not. */
export interface SavedFile {
  readonly path: string | null;
  readonly file: string | null;
}

/** Whoever waited longer has looked elsewhere by then. */
const LONG_MS = 4_000;

/**
 * Waits for a file and tells that it is there, with a way to it; nothing is told where none was written. After some
 * seconds it stays until it has been read. Throws what `work` throws.
 */
export async function tellSaved<T extends SavedFile>(
  work: Promise<T>,
  told: (saved: T) => { readonly sentence: string; readonly tone: Toast["tone"] } = ({ path }) => ({
    sentence: words.saved({ path: path ?? "" }),
    tone: "info",
  }),
): Promise<void> {
  const beganAt = performance.now();
  const saved = await work;
  const { path, file } = saved;
  if (path === null || file === null) return;
  const tell = performance.now() - beganAt > LONG_MS ? remark : toast;
  const { sentence, tone } = told(saved);
  tell(sentence, tone, { label: words.showInFolder, run: () => showInFolder(file) });
}

/** Shows a file that main has written in its folder. */
export function showInFolder(file: string): void {
  ask("files.show", { file }).catch((error: unknown) => toast(asFailure(error).sentence, "warning"));
}
