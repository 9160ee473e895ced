import type { ParsedInputOf } from "../../shared/contract";
import { Failure } from "../../shared/failure";
import type { DayClose, DayException } from "../../shared/day-close";
import { startOfDay } from "../../shared/history";
import { dayClosingWords as words } from "../../shared/words/day-closing";
import type { DayClosing } from "../../shared/day-closing";
import type { Closings } from "./closings";
import { dayRows } from "./day-export";
import { differencesFrom, figuresOf } from "./day-figures";
import { dayPage, type DayPage, type PageAbout } from "./day-page";
import type { DayCloserOptions, DayRead } from "./read-day";
import { mustKeep } from "../storage/trouble";
import type { Exports } from "./write-export";

/** What is done with one day of an account; `day` as in "2026-11-20", here. All throw a Failure for no such day. */
export interface DayDesk {
  dayClose(day: string): Promise<DayClose>;
  /**
   * Writes down that a person closed the day with the figures that were shown. Throws a Failure when the list cannot be
   * read, when the figures are others by now, and when it is closed and nothing has changed.
   */
  closeDay(asked: Pick<ParsedInputOf<"activity.closeDay">, "day" | "mark" | "exceptions">): Promise<DayClose>;
  /** Throws as `Exports.write` does. */
  exportDay(day: string): Promise<{ readonly path: string | null; readonly count: number }>;
  /** The day as a page to print. */
  dayPage(day: string): Promise<DayPage>;
}

export type DayDeskOptions = Pick<DayCloserOptions, "connection" | "clock" | "who"> & {
  readonly closings: Closings;
  readonly label: () => string;
  /** What stands on the printed page beside the figures. */
  readonly page: () => PageAbout;
  /** How long the journal is, and the value of its public chain; null: not known. */
  readonly journalHead: () => Promise<DayClosing["journal"]>;
};

/** The days of one account: read, closed, written to a file and to paper. */
export function createDayDesk(
  options: DayDeskOptions,
  readDay: (day: string) => Promise<DayRead>,
  exports: Pick<Exports, "write">,
): DayDesk {
  const { closings, connection, clock, who } = options;

  /** The day with what is known of its being closed. */
  const told = (read: DayRead): DayClose => {
    const { notRead, ...day } = read;
    const closed = closings.of(connection(), day.day);
    const [last] = closed;
    const differences = last ? differencesFrom(last, figuresOf([day, ...day.others]), day.mark) : [];
    const begun = (startOfDay(day.day) ?? 0) <= clock.wall();
    return {
      ...day,
      exceptions: [...differences.map((sentence) => changed(read, last?.at ?? null, sentence)), ...day.exceptions],
      closings: closed,
      differences,
      whyNotClosable: !begun ? words.notBegun : notRead ? words.listNotRead : nothingNew(closed.length, differences),
    };
  };

  const dayClose = async (day: string): Promise<DayClose> => told(await readDay(day));

  return {
    dayClose,
    async closeDay({ day, mark, exceptions }) {
      const journal = await options.journalHead();
      const before = await readDay(day);
      // Nothing waits from here on: of two that close it at once, the second finds it closed.
      const close = told(before);
      if (close.whyNotClosable !== null) throw new Failure("refused", close.whyNotClosable);
      // MONEY: what is written down under a name is what that person saw.
      if (close.mark !== mark || close.exceptions.length !== exceptions)
        throw new Failure("refused", words.shownOtherwise);
      const { operator, desk } = who();
      const closing = {
        at: clock.wall(),
        by: operator,
        desk,
        figures: figuresOf([close, ...close.others]),
        exceptions,
        differences: close.differences,
        mark,
        journal,
      };
      mustKeep(() => closings.add(connection(), day, closing));
      return told(before);
    },
    async exportDay(day) {
      const { header, rows } = dayRows(await dayClose(day), options.label());
      let given = false;
      const once = (): typeof rows | null => {
        if (given) return null;
        given = true;
        return rows;
      };
      return exports.write("day", fileName("Day", options.label(), day), rows.length, { header, rows: once });
    },
    dayPage: async (day) => dayPage(await dayClose(day), options.page(), clock.wall()),
  };
}

function nothingNew(closed: number, differences: readonly string[]): string | null {
  return closed > 0 && differences.length === 0 ? words.nothingChanged : null;
}

function changed(day: DayRead, at: number | null, sentence: string): DayException {
  const { currency, taken } = day;
  return {
    kind: "changed_after_close",
    sentence,
    currency,
    amount: taken.amount as DayException["amount"],
    attemptId: null,
    paymentId: null,
    at,
  };
}

/** "Payments Web shop 2026-11-28.csv": a file says whose it is, in signs that every disk takes. */
export function fileName(what: string, account: string, day: string): string {
  return `${what} ${account.replaceAll(/[^\p{L}\p{N} ()&+,._-]/gu, "-")} ${day}.csv`;
}
