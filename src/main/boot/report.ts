import { Failure } from "../../shared/failure";
import { dayOf } from "../../shared/history";
import { redact } from "../../shared/redact";
import { reportWords as words } from "../../shared/words/report";
import type { Clock } from "../base/clock";
import { writeWholeFile } from "../storage/whole-file";

/** A report for whoever helps, which is read by the person before it is saved. */
export interface Report {
  /** Makes it anew. SECURITY: no card number or secret, nor the name of an account or a user. */
  read(): Promise<string>;
  /**
   * Asks where to, and writes a zip of what was read last; null: called off. Throws a Failure when that cannot be
   * written.
   */
  save(): Promise<string | null>;
}

/** What the shell knows of this computer. */
export interface AboutComputer {
  /** Name and version of each: Electron, Chromium, Node, the system. */
  readonly versions: Readonly<Record<string, string>>;
  readonly log: string;
  /** The user and the folders, which are taken out as well. */
  readonly names: readonly string[];
}

/** What a report is made of. */
export interface ReportSources {
  readonly version: string;
  readonly about: () => Promise<AboutComputer>;
  /** Of each account a line with its kind and whether it has credentials, never its name. */
  readonly accounts: () => readonly string[];
  readonly notices: () => readonly string[];
  /** How many attempts have no answer yet. */
  readonly checking: () => number;
  /** Names that people gave to accounts and desk: they are taken out wherever they stand. */
  readonly names: () => readonly string[];
  readonly chooseFile: (name: string) => Promise<string | null>;
  readonly clock: Pick<Clock, "wall">;
}

/** So many lines of the log: about the last day. */
const LINES = 500;

export function createReport(sources: ReportSources): Report {
  let last: string | null = null;
  return {
    async read() {
      const about = await sources.about();
      const log = about.log.trimEnd().split("\n").slice(-LINES);
      const parts: readonly [string, readonly string[]][] = [
        [words.program, [words.programIs({ version: sources.version }), new Date(sources.clock.wall()).toISOString()]],
        [words.system, Object.entries(about.versions).map(([name, version]) => `${name} ${version}`)],
        [words.accounts, sources.accounts()],
        [words.notices, [...sources.notices(), words.checking({ count: sources.checking() })]],
        [words.log, log],
      ];
      const hidden = [...sources.names(), ...about.names].filter((name) => name.length > 1);
      last = parts
        .flatMap(([title, lines]) => [`== ${title}`, ...lines.map((line) => without(redact(line), hidden)), ""])
        .join("\n");
      return last;
    },
    async save() {
      const text = last;
      if (text === null) throw new Failure("refused", words.none);
      const name = words.file({ day: dayOf(sources.clock.wall()) });
      const path = await sources.chooseFile(`${name}.zip`);
      if (path === null) return null;
      // Loaded only here, so that no start waits for it.
      const { strToU8, zipSync } = await import("fflate");
      const zip = zipSync({ [`${name}.txt`]: strToU8(text) });
      return writeWholeFile(path, async (file) => (await file.writeFile(zip), path));
    },
  };
}

/** The longest first, so that a folder goes whole and not only the name in it. */
function without(line: string, hidden: readonly string[]): string {
  return hidden
    .toSorted((a, b) => b.length - a.length)
    .reduce((text, name) => text.replaceAll(name, "[removed]"), line);
}
