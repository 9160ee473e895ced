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
}

type Section = Readonly<Record<string, Shortcut>>;

/** Fields that take digits only: a sign is typed there for nothing. */
const DIGITS = "[data-digits-only]";
/** The fields of an order that hold figures; expiry and ZIP, which may have other signs, among them. */
const FIGURES = ".money, .card-inputs, .on-file";

/** Every field of an order. */
const ORDER = ".order";

const screens = forEachScreen((_screen, number): Shortcut => ({ key: String(number), ctrl: true }));

/**
 * Every key of the program: the sheet shows this table, and every listener takes its keys from here. What a key does is
 * said under the same names (shared/words/keys.ts). Some are listened for by a field or a list itself.
 */
export const SHORTCUTS = {
  everywhere: {
    search: { key: "/", alsoIn: DIGITS },
    ...screens,
    order: {
      ...screens.order,
      shown: `Ctrl 1 – ${SCREENS.length}`,
    },
    palette: { key: "K", ctrl: true },
    accounts: { key: "O", ctrl: true },
    lock: { key: "L", ctrl: true },
    help: { key: "F1" },
    keys: { key: "?", alsoIn: DIGITS },
    notices: { key: "F8" },
    close: { key: "Escape" },
  },
  order: {
    next: { key: "Enter" },
    back: { key: "Backspace" },
    peek: { key: "ArrowUp", shown: "↑ (held)" },
    paste: { key: "V", ctrl: true },
    surcharge: { key: "%", alsoIn: FIGURES },
    clear: { key: "Escape", alsoIn: FIGURES },
    more: { key: "M", alt: true },
    channel: { key: "C", alt: true },
    authorizeOnly: { key: "A", alt: true },
    saveCard: { key: "S", alt: true },
    cvvNotGiven: { key: "V", alt: true },
    sendEmail: { key: "E", alt: true },
    sendSms: { key: "T", alt: true },
    park: { key: "P", alt: true },
    wipe: { key: "L", alt: true },
    practice: { key: "R", alt: true },
    stack: { key: "K", alt: true },
  },
  result: {
    first: {
      key: "Enter",
    },
    receipt: { key: "R" },
    saveCard: { key: "S" },
    takeBack: { key: "T" },
    sameCard: { key: "A" },
    other: { key: "C" },
    another: { key: "N" },
    stop: { key: "Escape" },
  },
  guide: {
    goOn: { key: "F2", alsoIn: ORDER },
    leave: { key: "Escape", alsoIn: ORDER },
  },
  lists: {
    down: { key: "ArrowDown", shown: "↑ ↓" },
    up: { key: "ArrowUp" },
    first: { key: "Home", shown: "Home End" },
    last: { key: "End" },
    tick: { key: " ", shown: "Space" },
    tickAll: { key: "A", ctrl: true },
    open: { key: "Enter" },
    close: { key: "Escape" },
  },
  customers: {
    create: { key: "N" },
    charge: { key: "C" },
    addCard: { key: "A" },
    edit: { key: "E" },
  },
  payments: {
    capture: { key: "C" },
    receipt: { key: "R" },
    takeBack: { key: "T" },
    again: { key: "A" },
  },
  activity: {
    look: { key: "L" },
    payment: { key: "P" },
    again: { key: "A" },
    closeDay: { key: "C" },
  },
  settings: {
    connection: { key: "C" },
    desk: { key: "D" },
    surcharge: { key: "S" },
    receipts: { key: "R" },
    rules: { key: "U" },
    network: { key: "N" },
    data: { key: "K" },
    updates: { key: "V" },
    desks: { key: "B" },
    people: { key: "P" },
    training: { key: "T" },
    undo: { key: "Escape" },
  },
} as const satisfies Readonly<Record<string, Section>>;

export type SectionName = keyof typeof SHORTCUTS;
export type KeyName<S extends SectionName> = keyof (typeof SHORTCUTS)[S];

/** The line of the table, for a listener or a hint beside a button. */
export function shortcut<S extends SectionName>(section: S, name: KeyName<S>): Shortcut {
  return (SHORTCUTS[section] as Record<KeyName<S>, Shortcut>)[name];
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
