import { connectionWords } from "../../shared/words/connection";

/** What the app runs on. */
export interface Runtime {
  /** "45.4.1"; "none" in plain Node. */
  readonly electron: string;
  readonly chrome: string;
  /** The major version this build was made for (package.json). */
  readonly supportedMajor: number;
  /** False when Chromium runs without its sandbox, as it does for root. */
  readonly sandboxed: boolean;
  readonly packaged: boolean;
  /** Whether a debugger is at the door now, or could be let in. */
  readonly debuggable: () => boolean;
}

/** Whether the runtime still gets security fixes: it is at least the version that this build was made for. */
export function isSupported(runtime: Runtime): boolean {
  const major = Number.parseInt(runtime.electron, 10);
  return Number.isInteger(major) && major >= runtime.supportedMajor;
}

/**
 * SECURITY: why live connections cannot be used on this runtime, in one sentence; null when they can. Practice and test
 * go on working: no real money and no real card is at risk there (docs/design.md, processors).
 */
export function whyNoLive(runtime: Runtime): string | null {
  if (!isSupported(runtime)) {
    // A development copy takes no real money whatever it runs on.
    if (!runtime.packaged) return connectionWords.developmentCopy;
    return connectionWords.oldPackage({ has: runtime.electron, needs: String(runtime.supportedMajor) });
  }
  if (!runtime.sandboxed) {
    return connectionWords.noSandbox;
  }
  // SECURITY: who can attach a debugger, or change the files that run, reads every card that is typed.
  if (!runtime.packaged) return connectionWords.developmentCopy;
  if (runtime.debuggable()) return connectionWords.debugger;
  return null;
}
