import { open, rename, rm } from "node:fs/promises";
import { CSV_START, csvLine, type Cell } from "../../shared/csv";
import { Failure } from "../../shared/failure";
import { breathe } from "../base/breathe";

export interface CsvWork {
  readonly path: string;
  readonly header: readonly string[];
  /** The next rows to write; null: there are no more. */
  readonly rows: () => readonly (readonly Cell[])[] | null;
  /** How many rows are written so far. */
  readonly progress: (done: number) => void;
  readonly cancelled: () => boolean;
}

/**
 * Writes a CSV file row by row, so that 100,000 rows need no more memory than 200. The file has another name until it
 * is whole.
 * Answers how many rows it has, null when it was called off. Throws a Failure when it cannot be written.
 */
export async function writeCsv(work: CsvWork): Promise<number | null> {
  const { path, header, rows, progress, cancelled } = work;
  const unfinished = `${path}.part`;
  let done = 0;
  try {
    const file = await open(unfinished, "w", 0o600);
    try {
      await file.write(CSV_START + csvLine(header));
      for (let next = rows(); next !== null; next = rows()) {
        if (cancelled()) return null;
        await file.write(next.map(csvLine).join(""));
        done += next.length;
        progress(done);
        await breathe();
      }
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
    return done;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(
      "refused",
      `The file ${path} could not be written. Choose a folder with room that you may write to.`,
      {},
      { cause: error },
    );
  } finally {
    await rm(unfinished, { force: true });
  }
}
