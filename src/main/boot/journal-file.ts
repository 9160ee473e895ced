import { Failure } from "../../shared/failure";
import { dayOf } from "../../shared/history";
import { privacyWords as words } from "../../shared/words/privacy";
import type { Clock } from "../base/clock";
import { errorText, type Log } from "../base/log";
import type { ChainHead } from "../journal/chain";
import type { Journal } from "../journal/journal";
import { writeWholeFile } from "../storage/whole-file";

/** The journal as a file that anybody can check (docs/journal-check.md). */
export interface JournalFile {
  /** Asks where to, then writes; `path` null: called off. Throws a Failure when it cannot be read or written. */
  export(): Promise<{ readonly path: string | null } & ChainHead>;
  /** The value that is written down when a day is closed; null where there is no journal, or it cannot be read. */
  head(): Promise<ChainHead | null>;
}

/** So many lines are written at once. */
const LINES = 100;

export function createJournalFile(options: {
  /** null: there is none now. */
  readonly journal: () => Journal | null;
  readonly chooseFile: (name: string) => Promise<string | null>;
  readonly clock: Pick<Clock, "wall">;
  readonly log: Log;
}): JournalFile {
  const { clock, log } = options;
  return {
    async export() {
      const chain = options.journal()?.chain;
      if (!chain) throw new Failure("refused", words.noJournal);
      const at = clock.wall();
      const head = await readable(() => chain.head(), log);
      const path = await options.chooseFile(words.journalFile({ day: dayOf(at) }));
      if (path === null) return { path, ...head };
      await writeWholeFile(path, async (file) => {
        const lines = chain.lines(head, at);
        const waiting: string[] = [];
        const write = (): Promise<void> =>
          file.writeFile(
            waiting
              .splice(0)
              .map((line) => `${line}\n`)
              .join(""),
          );
        for (;;) {
          const line = await readable(() => lines.next(), log);
          if (line.done) break;
          waiting.push(line.value);
          if (waiting.length === LINES) await write();
        }
        await write();
        return path;
      });
      return { path, ...head };
    },
    async head() {
      try {
        return (await options.journal()?.chain.head()) ?? null;
      } catch (error) {
        log.error(`journal: its value could not be worked out: ${errorText(error)}`);
        return null;
      }
    },
  };
}

/** What the database throws becomes a sentence; the log has the rest. */
async function readable<T>(read: () => Promise<T>, log: Log): Promise<T> {
  try {
    return await read();
  } catch (error) {
    log.error(`journal: could not be exported: ${errorText(error)}`);
    throw new Failure("refused", words.notReadable, {}, { cause: error });
  }
}
