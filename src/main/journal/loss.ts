import { z } from "zod";
import type { Database } from "../storage/database";
import { journalWords } from "../../shared/words/storage";

/** What was once found to be wrong with the journal: it is kept in the journal itself, and told for a week. */
export const Loss = z.object({
  /** Epoch ms, when it was found. */
  at: z.number(),
  /**
   * `made_anew`: what could be read was taken along into a new file. `no_note`: only the note beside it is gone.
   * `other_key`: the journal of before cannot be read, because its key is gone or another one. `gone`: its file was taken
   * away with all that belongs to it.
   */
  what: z.enum(["made_anew", "no_note", "other_key", "gone"]),
  /** Under which name the files of before are kept; null: there are none. */
  kept: z.string().nullable(),
  /** How many rows there were, at least, and how many of them are here. */
  expected: z.number(),
  taken: z.number(),
  /** Ids of the entries that cannot be read any more. */
  unreadable: z.array(z.string()),
});
export type Loss = z.infer<typeof Loss>;

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** Keeps what was found missing or damaged. Throws what the database throws. */
export function addLoss(database: Database, loss: Loss): void {
  database.prepare("INSERT INTO loss (body) VALUES (?)").run(JSON.stringify(loss));
}

/** All losses, oldest first. Throws what the database throws. */
export function readLosses(database: Database): Loss[] {
  const rows = database.prepare("SELECT body FROM loss ORDER BY seq").raw().all() as [string][];
  return rows.flatMap(([body]) => Loss.safeParse(JSON.parse(body)).data ?? []);
}

/** Whether it is still told at `now` (epoch ms), or was found so long ago that everybody has seen it. */
export function isRecent(loss: Pick<Loss, "at">, now: number): boolean {
  return Math.abs(now - loss.at) < WEEK_MS;
}

/** What a person is told of it. */
export function lossSentence({ what, taken, expected, unreadable, kept }: Loss): string {
  if (what === "other_key") return journalWords.otherKey({ kept });
  if (what === "no_note") return journalWords.noNote;
  if (what === "gone") return journalWords.gone;
  if (taken === 0) return journalWords.begunAnew({ rows: expected, kept });
  const lost = Math.max(0, expected - taken);
  if (lost === 0 && unreadable.length === 0) return journalWords.allHere({ kept });
  return journalWords.madeAnew({ lost, unreadable: unreadable.length, kept });
}
