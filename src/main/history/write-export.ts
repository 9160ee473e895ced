import { Failure } from "../../shared/failure";
import type { ExportProgress } from "../../shared/history";
import type { Clock } from "../base/clock";
import { writeCsv, type CsvWork } from "../storage/csv-file";
import { listWords } from "../../shared/words/errors";

/** Files for people: one at a time, with progress that can be heard, and called off. */
export interface Exports {
  /**
   * Asks where to, then writes. Answers the path and how many rows, or no path when it was called off. `total`: how many
   * rows there will be, null when that is not known. Throws a Failure when it cannot be written, or another is being
   * written.
   */
  write(
    what: ExportProgress["what"],
    name: string,
    total: number | null,
    work: Pick<CsvWork, "header" | "rows">,
  ): Promise<{ path: string | null; count: number }>;
  cancel(): void;
}

const TELL_MS = 200;

export function createExports(options: {
  /** Where to write a file of that name; null: the person cancelled. */
  readonly chooseFile: (name: string) => Promise<string | null>;
  readonly clock: Pick<Clock, "steady">;
  readonly onProgress: (progress: ExportProgress) => void;
}): Exports {
  const { clock } = options;
  let exporting: { cancelled: boolean } | null = null;
  return {
    async write(what, name, total, work) {
      if (exporting) throw new Failure("refused", listWords.fileBusy);
      const mine = { cancelled: false };
      exporting = mine;
      let toldAt = clock.steady();
      try {
        const path = await options.chooseFile(name);
        if (path === null) return { path: null, count: 0 };
        const written = await writeCsv({
          ...work,
          path,
          cancelled: () => mine.cancelled,
          progress: (done) => {
            if (clock.steady() - toldAt < TELL_MS) return;
            toldAt = clock.steady();
            options.onProgress({ what, done, total, finished: false });
          },
        });
        return written === null ? { path: null, count: 0 } : { path, count: written };
      } finally {
        exporting = null;
        options.onProgress({ what, done: 0, total, finished: true });
      }
    },
    cancel() {
      if (exporting) exporting.cancelled = true;
    },
  };
}
