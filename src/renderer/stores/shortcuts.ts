import { keysWords } from "../../shared/words/keys";
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
    where: keysWords.everywhere.where,
    keys: {
      search: { key: "/", alsoIn: DIGITS, does: keysWords.everywhere.search },
      ...screens,
      order: {
        ...screens.order,
        shown: `Ctrl 1 – ${SCREENS.length}`,
        does: keysWords.everywhere.order,
      },
      palette: { key: "K", ctrl: true, does: keysWords.everywhere.palette },
      accounts: { key: "O", ctrl: true, does: keysWords.everywhere.accounts },
      lock: { key: "L", ctrl: true, does: keysWords.everywhere.lock },
      help: { key: "F1", does: keysWords.everywhere.help },
      keys: { key: "?", alsoIn: DIGITS, does: keysWords.everywhere.keys },
      notices: { key: "F8", does: keysWords.everywhere.notices },
      close: { key: "Escape", does: keysWords.everywhere.close },
    },
  },
  order: {
    where: keysWords.order.where,
    keys: {
      next: { key: "Enter", does: keysWords.order.next },
      back: { key: "Backspace", does: keysWords.order.back },
      peek: { key: "ArrowUp", shown: "↑ (held)", does: keysWords.order.peek },
      paste: { key: "V", ctrl: true, does: keysWords.order.paste },
      surcharge: { key: "%", alsoIn: FIGURES, does: keysWords.order.surcharge },
      clear: { key: "Escape", alsoIn: FIGURES, does: keysWords.order.clear },
      more: { key: "M", alt: true, does: keysWords.order.more },
      channel: { key: "C", alt: true, does: keysWords.order.channel },
      authorizeOnly: { key: "A", alt: true, does: keysWords.order.authorizeOnly },
      saveCard: { key: "S", alt: true, does: keysWords.order.saveCard },
      cvvNotGiven: { key: "V", alt: true, does: keysWords.order.cvvNotGiven },
      sendEmail: { key: "E", alt: true, does: keysWords.order.sendEmail },
      sendSms: { key: "T", alt: true, does: keysWords.order.sendSms },
      park: { key: "P", alt: true, does: keysWords.order.park },
      wipe: { key: "L", alt: true, does: keysWords.order.wipe },
      practice: { key: "R", alt: true, does: keysWords.order.practice },
      stack: { key: "K", alt: true, does: keysWords.order.stack },
    },
  },
  result: {
    where: keysWords.result.where,
    keys: {
      first: {
        key: "Enter",
        does: keysWords.result.first,
      },
      receipt: { key: "R", does: keysWords.result.receipt },
      saveCard: { key: "S", does: keysWords.result.saveCard },
      takeBack: { key: "T", does: keysWords.result.takeBack },
      sameCard: { key: "A", does: keysWords.result.sameCard },
      other: { key: "C", does: keysWords.result.other },
      another: { key: "N", does: keysWords.result.another },
      stop: { key: "Escape", does: keysWords.result.stop },
    },
  },
  guide: {
    where: keysWords.guide.where,
    keys: {
      goOn: { key: "F2", alsoIn: ORDER, does: keysWords.guide.goOn },
      leave: { key: "Escape", alsoIn: ORDER, does: keysWords.guide.leave },
    },
  },
  lists: {
    where: keysWords.lists.where,
    keys: {
      down: { key: "ArrowDown", shown: "↑ ↓", does: keysWords.lists.down },
      up: { key: "ArrowUp", does: null },
      first: { key: "Home", shown: "Home End", does: keysWords.lists.first },
      last: { key: "End", does: null },
      tick: { key: " ", shown: "Space", does: keysWords.lists.tick },
      tickAll: { key: "A", ctrl: true, does: keysWords.lists.tickAll },
      open: { key: "Enter", does: keysWords.lists.open },
      close: { key: "Escape", does: keysWords.lists.close },
    },
  },
  customers: {
    where: keysWords.customers.where,
    keys: {
      create: { key: "N", does: keysWords.customers.create },
      charge: { key: "C", does: keysWords.customers.charge },
      addCard: { key: "A", does: keysWords.customers.addCard },
      edit: { key: "E", does: keysWords.customers.edit },
    },
  },
  payments: {
    where: keysWords.payments.where,
    keys: {
      capture: { key: "C", does: keysWords.payments.capture },
      receipt: { key: "R", does: keysWords.payments.receipt },
      takeBack: { key: "T", does: keysWords.payments.takeBack },
      again: { key: "A", does: keysWords.payments.again },
    },
  },
  activity: {
    where: keysWords.activity.where,
    keys: {
      look: { key: "L", does: keysWords.activity.look },
      payment: { key: "P", does: keysWords.activity.payment },
      again: { key: "A", does: keysWords.activity.again },
      closeDay: { key: "C", does: keysWords.activity.closeDay },
    },
  },
  settings: {
    where: keysWords.settings.where,
    keys: {
      connection: { key: "C", does: keysWords.settings.connection },
      desk: { key: "D", does: null },
      surcharge: { key: "S", does: null },
      receipts: { key: "R", does: null },
      rules: { key: "U", does: null },
      network: { key: "N", does: null },
      data: { key: "K", does: null },
      updates: { key: "V", does: null },
      desks: { key: "B", does: null },
      people: { key: "P", does: null },
      training: { key: "T", does: null },
      undo: { key: "Escape", does: keysWords.settings.undo },
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
