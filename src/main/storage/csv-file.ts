import { CSV_START, csvLine, type Cell } from "../../shared/csv";
import { breathe } from "../base/breathe";
import { writeWholeFile } from "./whole-file";

/** null: there are no more. */
type Rows = readonly (readonly Cell[])[] | null;

export interface CsvWork {
  readonly path: string;
  readonly header: readonly string[];
  /** The next rows to write. */
  readonly rows: () => Rows | Promise<Rows>;
  /** How many rows are written so far. */
  readonly progress: (done: number) => void;
  readonly cancelled: () => boolean;
}

/**
 * Writes a CSV file row by row, so that 100,000 rows need no more memory than 200.
 * Answers how many rows it has, null when it was called off. Throws a Failure when it cannot be written.
 */
export async function writeCsv({ path, header, rows, progress, cancelled }: CsvWork): Promise<number | null> {
  return writeWholeFile(path, async (file) => {
    let done = 0;
    await file.writeFile(CSV_START + csvLine(header));
    for (let next = await rows(); next !== null; next = await rows()) {
      if (cancelled()) return null;
      // Not `write`: on a disk that fills up it may take a part and say nothing.
      await file.writeFile(next.map(csvLine).join(""));
      done += next.length;
      progress(done);
      await breathe();
    }
    return done;
  });
}
