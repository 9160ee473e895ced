import type { DirectoryStatus } from "../../shared/contract";
import { codeCell, type Cell } from "../../shared/csv";
import { BRAND_NAMES, expiryText } from "../../shared/card";
import { customerTitle, type CallList, type CustomerLine } from "../../shared/customer";
import { Failure } from "../../shared/failure";
import { dayOf } from "../../shared/history";
import { phoneText } from "../../shared/phone-abroad";
import type { PublicSettings } from "../../shared/settings";
import { stampText } from "../../shared/times";
import { callListWords as words } from "../../shared/words/call-list";
import { cardWords } from "../../shared/words/card";
import { customersWords } from "../../shared/words/customers";
import { writeCsv } from "../storage/csv-file";
import { callListHtml } from "./call-list-page";
import type { Directory } from "./directory";

/** People whose card needs a call, as a file or on paper. Read from the local copy, so it works without a network. */
export interface CallLists {
  /**
   * Asks where to. `path` is null when the person cancelled; `complete` false when the local copy does not have all
   * customers. Throws a Failure when the file cannot be written.
   */
  exportCsv(show: CallList): Promise<{ path: string | null; count: number; complete: boolean }>;
  /**
   * On the printer that the person chooses. Throws a Failure when the list is too long for paper, or cannot be printed.
   */
  print(show: CallList): Promise<{ count: number; complete: boolean }>;
}

export interface CallListsOptions {
  readonly directory: Directory;
  readonly connection: () => string;
  /** What people call the connection. */
  readonly label: () => string;
  readonly status: () => DirectoryStatus;
  readonly settings: () => PublicSettings;
  readonly operator: () => string;
  readonly chooseFile: (name: string) => Promise<string | null>;
  readonly print: (page: { html: string; title: string; paper: "letter" | "a4" }) => Promise<void>;
  /** Epoch ms. */
  readonly now: () => number;
  /** By how many hours the time of day is told. */
  readonly hours: () => 12 | 24;
}

const AT_ONCE = 200;
/**
 * About thirty sheets. More is a job for a spreadsheet, and a page that is handed over as an address must stay below 2
 * MB.
 */
const MOST_ON_PAPER = 1000;

const { columns } = words;
export const CALL_HEADER: readonly string[] = [
  columns.name,
  columns.phone,
  columns.email,
  columns.brand,
  columns.last4,
  columns.expires,
  columns.why,
  columns.customer,
];

/** Why this person is called, in words. */
function whyCall(line: CustomerLine, show: CallList): string {
  if (show === "no_card") return words.noCard;
  if (show === "no_default") return words.noDefault({ count: line.cardCount });
  const on = expiryText(line.card?.expMonth ?? null, line.card?.expYear ?? null);
  return show === "expired" ? words.expired({ on }) : words.expires({ on });
}

/** One person as a row under CALL_HEADER. */
function callRow(line: CustomerLine, show: CallList): Cell[] {
  const { card } = line;
  return [
    line.name,
    codeCell(phoneText(line.phone)),
    line.email,
    card ? BRAND_NAMES[card.brand] : null,
    codeCell(card?.last4 ?? null),
    expiryCell(line),
    whyCall(line, show),
    codeCell(line.id),
  ];
}

/** `2029-12`, which a spreadsheet reads as that month; `12/29` it would take for a day. */
function expiryCell({ card }: CustomerLine): Cell {
  const [month, year] = [Number(card?.expMonth), Number(card?.expYear)];
  if (!card?.expYear || !Number.isInteger(year) || !Number.isInteger(month) || month < 1 || month > 12) return null;
  return { number: `${String(year < 100 ? 2000 + year : year)}-${String(month).padStart(2, "0")}` };
}

export function createCallLists(options: CallListsOptions): CallLists {
  const { directory, connection, now } = options;
  const taken = (show: CallList) => directory.stretches(connection(), { show, now: now(), size: AT_ONCE });
  const complete = (): boolean =>
    ["ready", "stale"].includes(options.status().state) && directory.walkState(connection()).cut === null;

  return {
    async exportCsv(show) {
      const path = await options.chooseFile(words.file({ list: words.fileNames[show], day: dayOf(now()) }));
      const whole = complete();
      if (path === null) return { path, count: 0, complete: whole };
      const list = await taken(show);
      const rows = (): Cell[][] | null => list.next()?.map((line) => callRow(line, show)) ?? null;
      const count = await writeCsv({
        path,
        header: CALL_HEADER,
        rows,
        progress: () => undefined,
        cancelled: () => false,
      });
      return { path, count: count ?? 0, complete: whole };
    },

    async print(show) {
      const whole = complete();
      const list = await taken(show);
      if (list.count > MOST_ON_PAPER) {
        throw new Failure("bad_input", words.tooMany({ number: list.count.toLocaleString("en-US") }));
      }
      const calls: { name: string; phone: string; email: string; card: string; why: string }[] = [];
      for (let next = list.next(); next !== null; next = list.next()) {
        for (const line of next) {
          const { card } = line;
          calls.push({
            name: customerTitle(line),
            phone: phoneText(line.phone) ?? "",
            email: line.email ?? "",
            card: card
              ? cardWords.name({ brand: BRAND_NAMES[card.brand], last4: card.last4 ?? cardWords.unknownFour })
              : "",
            why: whyCall(line, show),
          });
        }
      }
      const at = stampText(now(), options.hours());
      const { paper, deskName } = options.settings();
      const sheet = paper === "a4" ? "a4" : "letter";
      const title = customersWords.shows[show];
      const count = calls.length;
      const note = [
        options.label(),
        words.people({ count, number: count.toLocaleString("en-US") }),
        at,
        words.by({ operator: options.operator(), desk: deskName }),
        ...(whole ? [] : [words.notAllRead]),
      ].join(" · ");
      await options.print({ html: callListHtml({ title, note, calls }, sheet), title, paper: sheet });
      return { count: calls.length, complete: whole };
    },
  };
}
