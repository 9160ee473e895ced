import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "./random";
import type { Seen } from "./damage-child";

/** One damage to one file, as disks do them. */
export interface Damage {
  readonly file: string;
  readonly kind: "flipped" | "zeroed" | "cut" | "emptied" | "removed";
  /** Where it begins, in bytes. */
  readonly at: number;
}

const FLIP = 16;
const EVERY = 80;
const SECTOR = 512;

/** All damages that there can be to the files of a folder: a flip every 80 bytes, each sector, each end, all of it. */
export function damagesOf(folder: string): Damage[] {
  return readdirSync(folder).flatMap((file) => {
    const { size } = statSync(join(folder, file));
    const places = (step: number): number[] => Array.from({ length: Math.floor(size / step) }, (_, at) => at * step);
    return [
      ...places(EVERY).map((at): Damage => ({ file, kind: "flipped", at })),
      ...places(SECTOR).flatMap((at): Damage[] => [
        { file, kind: "zeroed", at },
        { file, kind: "cut", at },
      ]),
      { file, kind: "emptied", at: 0 },
      // A folder without settings is a new one: nothing can tell.
      ...(file === "settings.json" ? [] : [{ file, kind: "removed", at: 0 } as const]),
    ];
  });
}

/** So many of them, whole files among them and no file forgotten, the same for the same chance. */
export function someOf(damages: readonly Damage[], count: number, random: Random): Damage[] {
  const files = [...new Set(damages.map(({ file }) => file))];
  return Array.from({ length: count }, (_, number) => {
    const file = files[number % files.length];
    const own = damages.filter((damage) => damage.file === file);
    const kinds = [...new Set(own.map(({ kind }) => kind))];
    // Half of them are flips, which are the many.
    const kind = random.next() < 0.5 ? "flipped" : random.pick(kinds);
    return random.pick(own.some((damage) => damage.kind === kind) ? own.filter((damage) => damage.kind === kind) : own);
  });
}

export function apply(folder: string, { file, kind, at }: Damage): void {
  const path = join(folder, file);
  if (kind === "removed") rmSync(path);
  else if (kind === "emptied") truncateSync(path, 0);
  else if (kind === "cut") truncateSync(path, at);
  else {
    const bytes = readFileSync(path);
    const end = Math.min(bytes.length, at + (kind === "flipped" ? FLIP : SECTOR));
    for (let place = at; place < end; place++) bytes[place] = kind === "zeroed" ? 0 : (bytes[place] ?? 0) ^ 0xa7;
    writeFileSync(path, bytes);
  }
}

/** Cuts so many bytes off the end of a write-ahead log, as a disk does that lost its last writes. */
export function cutTail(database: string, bytes: number): void {
  const log = `${database}-wal`;
  const { size } = statSync(log);
  truncateSync(log, Math.max(0, size - bytes));
}

interface Watched {
  /** The notices that tell of it, by their ids. */
  readonly said: RegExp;
  /** A copy: what is not in it is read again from the processor, so only what is wrong in it would be a lie. */
  readonly copy: boolean;
}

const WATCHED: Readonly<Record<string, Watched>> = {
  "journal.db": { said: /^journal/, copy: false },
  "directory.db": { said: /^directory/, copy: true },
  events: { said: /^directory/, copy: false },
  "history.db": { said: /^history/, copy: true },
  "filters.db": { said: /^filters/, copy: false },
  "closings.db": { said: /^closings/, copy: false },
  "training.db": { said: /^training/, copy: true },
  "training-justifi.db": { said: /^training/, copy: true },
  "settings.json": { said: /^settings/, copy: false },
};

export interface Judged {
  /** What was lost or is wrong without a word; none: all is well. */
  readonly silent: readonly string[];
  readonly told: boolean;
  /** Entries of the journal that are there as they were, of how many. */
  readonly here: number;
  readonly of: number;
}

/** Whether a reading ended with an error: then the next start must have found a way out of it. */
export function endedBadly(seen: Seen): boolean {
  return Object.values(seen.files).some((file) => "error" in file);
}

/** Compares what is seen after a damage with what was there before: each thing is as it was, or it is told. */
export function judge(before: Seen, after: Seen): Judged {
  const silent: string[] = [];
  let told = false;
  for (const [file, { said, copy }] of Object.entries(WATCHED)) {
    const [was, is] = [before.files[file] ?? {}, after.files[file] ?? {}];
    const word = after.notices.some(({ id }) => said.test(id)) || "error" in is;
    told ||= word;
    if (word) continue;
    const wrong = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
      (id) => !same(was[id], is[id]) && !(copy && is[id] === undefined),
    );
    const [first] = wrong;
    if (first !== undefined)
      silent.push(`${file}: ${wrong.length} wrong, such as ${first}: ${short(was[first])} reads ${short(is[first])}`);
  }
  const [was, is] = [before.files["journal.db"] ?? {}, after.files["journal.db"] ?? {}];
  const here = Object.keys(was).filter((id) => same(was[id], is[id])).length;
  return { silent, told, here, of: Object.keys(was).length };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function short(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 120);
}
