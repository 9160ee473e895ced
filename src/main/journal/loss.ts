import { z } from "zod";
import type { Database } from "../storage/database";

/** What was once found to be wrong with the journal: it is kept in the journal itself, and told for a week. */
export const Loss = z.object({
  /** Epoch ms, when it was found. */
  at: z.number(),
  /** `made_anew`: what could be read was taken along into a new file. `no_note`: only the note beside it is gone. */
  what: z.enum(["made_anew", "no_note"]),
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

export function addLoss(database: Database, loss: Loss): void {
  database.prepare("INSERT INTO loss (body) VALUES (?)").run(JSON.stringify(loss));
}

/** All losses, oldest first. Throws what the database throws. */
export function readLosses(database: Database): Loss[] {
  const rows = database.prepare("SELECT body FROM loss ORDER BY seq").raw().all() as [string][];
  return rows.flatMap(([body]) => Loss.safeParse(JSON.parse(body)).data ?? []);
}

/** Whether it is still told at `now` (epoch ms), or was found so long ago that everybody has seen it. */
export function isRecent(loss: Loss, now: number): boolean {
  return Math.abs(now - loss.at) < WEEK_MS;
}

/** What a person is told of it. */
export function lossSentence(loss: Loss): string {
  const compare = "Compare the last days with the processor’s list.";
  if (loss.what === "no_note")
    return `The note that says how long the journal was is gone, so it cannot be told whether its last entries are all here. ${compare}`;
  if (loss.taken === 0) {
    const had = loss.expected > 0 ? `, which had ${count(loss.expected, "row")}` : "";
    return `The journal could not be read${had}: a new one has begun. What was still being checked is not looked up any more.${keptAs(loss)} ${compare}`;
  }
  const kept = keptAs(loss);
  const lost = loss.expected - loss.taken;
  if (lost <= 0 && loss.unreadable.length === 0)
    return `The journal was damaged and has been made anew: all of it could be read and is here.${kept}`;
  const unreadable =
    loss.unreadable.length === 0
      ? ""
      : ` ${count(loss.unreadable.length, "entry")} could not be read; Activity shows ${loss.unreadable.length === 1 ? "it" : "them"}.`;
  const gone =
    lost > 0
      ? ` ${count(lost, "row")} could not be read; what ${lost === 1 ? "it" : "they"} said last is looked up where it can be.`
      : "";
  return `The journal was damaged and has been made anew from all that could be read.${gone}${unreadable}${kept} ${compare}`;
}

function keptAs({ kept }: Loss): string {
  return kept === null ? "" : ` The old files are kept as ${kept}.`;
}

function count(number: number, what: "entry" | "row"): string {
  if (number === 1) return `One ${what}`;
  return `${number} ${what === "entry" ? "entries" : "rows"}`;
}
