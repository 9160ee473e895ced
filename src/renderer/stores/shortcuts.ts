import { forEachScreen, SCREENS } from "./screens";

/** One key as the sheet shows it and as it is listened for. */
export interface Shortcut {
  /** As `KeyboardEvent.key` has it, letters in upper case. */
  readonly key: string;
  readonly ctrl?: true;
  readonly alt?: true;
  readonly alsoIn?: string;
  /** As the sheet shows it, where that is not the key itself. */
  readonly shown?: string;
  /** What the key does; null when another line of the sheet says it. */
  readonly does: string | null;
}

interface Section {
  readonly where: string;
  readonly keys: Readonly<Record<string, Shortcut>>;
}

/** Fields that take digits only: a sign is typed there for nothing. */
const DIGITS = "[data-digits-only]";
/** The fields of an order that hold figures; expiry and ZIP, which may have other signs, among them. */
const FIGURES = ".money, .card-inputs, .on-file";

/** Every field of an order. */
const ORDER = ".order";

const screens = forEachScreen((_screen, number): Shortcut => ({ key: String(number), ctrl: true, does: null }));

/**
 * Every key of the program: the sheet shows this table, and every listener takes its keys from here. Some are
 * listened for by a field or a list itself.
 */
export const SHORTCUTS = {
  everywhere: {
    where: "Everywhere",
    keys: {
      search: { key: "/", alsoIn: DIGITS, does: "To the search box" },
      ...screens,
      order: {
        ...screens.order,
        shown: `Ctrl 1 – ${SCREENS.length}`,
        does: "The screens, by the numbers beside them",
      },
      palette: { key: "K", ctrl: true, does: "Do anything: type what" },
      accounts: { key: "O", ctrl: true, does: "Accounts: change this window, or open another" },
      help: { key: "F1", does: "Help" },
      keys: { key: "?", alsoIn: DIGITS, does: "All keys" },
      notices: { key: "F8", does: "Notices: read them all" },
      close: { key: "Escape", does: "Close what is open" },
    },
  },
  order: {
    where: "Order",
    keys: {
      next: { key: "Enter", does: "From Amount to the card; in the last field: charge" },
      back: { key: "Backspace", does: "In an empty field: one field back" },
      peek: { key: "ArrowUp", shown: "↑ (held)", does: "In Card number: see the digits" },
      paste: { key: "V", ctrl: true, does: "In Card number: number, expiry, CVV and ZIP in one line" },
      surcharge: { key: "%", alsoIn: FIGURES, does: "Credit card: surcharge on or off, where one is set up" },
      clear: { key: "Escape", alsoIn: FIGURES, does: "After “Do not charge”: clear the order for the next caller" },
      more: { key: "M", alt: true, does: "More fields, or fewer" },
      channel: { key: "C", alt: true, does: "The next channel: phone, mail, in person, online" },
      authorizeOnly: { key: "A", alt: true, does: "Authorize only, on or off" },
      saveCard: { key: "S", alt: true, does: "Save card, on or off" },
      cvvNotGiven: { key: "V", alt: true, does: "CVV not given, on or off" },
      sendEmail: { key: "E", alt: true, does: "Receipt by e-mail, on or off" },
      sendSms: { key: "T", alt: true, does: "Receipt by text message, on or off" },
      park: { key: "P", alt: true, does: "Park this order" },
      wipe: { key: "L", alt: true, does: "Clear this order" },
      practice: { key: "R", alt: true, does: "Practice cards, in Training" },
      stack: { key: "K", alt: true, does: "A stack of slips: begin, or end it" },
    },
  },
  result: {
    where: "Result",
    keys: {
      first: {
        key: "Enter",
        does: "The filled button: New order; after a no: another card; while checking: look again",
      },
      receipt: { key: "R", does: "Receipt" },
      saveCard: { key: "S", does: "Save card" },
      takeBack: { key: "T", does: "Take it back" },
      sameCard: { key: "A", does: "After a no: the same card on file again" },
      other: { key: "C", does: "What the button says: charge the rest, charge again, stop checking" },
      another: { key: "N", does: "New order, where another button is the filled one" },
      stop: { key: "Escape", does: "Do not charge, where it is asked" },
    },
  },
  guide: {
    where: "The guide",
    keys: {
      goOn: { key: "F2", alsoIn: ORDER, does: "Begin the guide, and go on in it" },
      leave: { key: "Escape", alsoIn: ORDER, does: "Leave it, while nothing is typed or an answer is shown" },
    },
  },
  lists: {
    where: "Lists",
    keys: {
      down: { key: "ArrowDown", shown: "↑ ↓", does: "Go through the rows" },
      up: { key: "ArrowUp", does: null },
      first: { key: "Home", shown: "Home End", does: "To the first row, and to the last" },
      last: { key: "End", does: null },
      tick: { key: " ", shown: "Space", does: "On Holds: choose the row" },
      tickAll: { key: "A", ctrl: true, does: "On Holds: choose all, or none" },
      open: { key: "Enter", does: "Open the row" },
      close: { key: "Escape", does: "Put away what is open at the right" },
    },
  },
  customers: {
    where: "Customers",
    keys: {
      create: { key: "N", does: "New customer" },
      charge: { key: "C", does: "Charge the open customer" },
      addCard: { key: "A", does: "Add a card" },
      edit: { key: "E", does: "Edit" },
    },
  },
  payments: {
    where: "Payments and holds",
    keys: {
      capture: { key: "C", does: "Capture the open payment" },
      receipt: { key: "R", does: "Receipt" },
      takeBack: { key: "T", does: "Take it back" },
      again: { key: "A", does: "Charge again: fills in an order" },
    },
  },
  activity: {
    where: "Activity",
    keys: {
      look: { key: "L", does: "Look again now" },
      payment: { key: "P", does: "Go to the payment" },
      again: { key: "A", does: "Charge again: fills in an order" },
    },
  },
  settings: {
    where: "Settings",
    keys: {
      connection: { key: "C", does: "To the connection; the other sections by the letters beside them" },
      desk: { key: "D", does: null },
      surcharge: { key: "S", does: null },
      receipts: { key: "R", does: null },
      rules: { key: "U", does: null },
      network: { key: "N", does: null },
      training: { key: "T", does: null },
      undo: { key: "Escape", does: "In a field: undo what was typed, then leave it" },
    },
  },
} as const satisfies Readonly<Record<string, Section>>;

export type SectionName = keyof typeof SHORTCUTS;
export type KeyName<S extends SectionName> = keyof (typeof SHORTCUTS)[S]["keys"];

/** The line of the table, for a listener or a hint beside a button. */
export function shortcut<S extends SectionName>(section: S, name: KeyName<S>): Shortcut {
  return (SHORTCUTS[section].keys as Record<KeyName<S>, Shortcut>)[name];
}

/** `Esc`, `Ctrl K`, `Alt A`, `C`: a key as a person reads it. */
export function keyWords({ key, ctrl, alt, shown }: Shortcut): string {
  return shown ?? `${ctrl ? "Ctrl " : ""}${alt ? "Alt " : ""}${key === "Escape" ? "Esc" : key}`;
}

/** The key as it stands beside a button. */
export function keyHint<S extends SectionName>(section: S, name: KeyName<S>): string {
  return keyWords(shortcut(section, name));
}

/** The bindings of a section: each act under its name in the table. What cannot be done now is null. */
export function bind<S extends SectionName>(
  section: S,
  acts: { readonly [K in KeyName<S>]?: (() => void) | null },
): readonly (Shortcut & { readonly act: () => void })[] {
  return (Object.entries(acts) as [KeyName<S>, (() => void) | null | undefined][]).flatMap(([name, act]) =>
    act ? [{ ...shortcut(section, name), act }] : [],
  );
}
