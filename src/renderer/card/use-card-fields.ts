import { useRef, useState, type RefObject } from "react";
import { maskedText, putMaskedText } from "../parts/masked-input";
import { brandRules, readExpiry, type Expiry } from "../../shared/card";
import {
  cvvTrouble,
  digitsOf,
  expiryTrouble,
  isFarOff,
  isUsZip,
  mayBeUs,
  numberTrouble,
  zipTrouble,
} from "./card-entry";
import { cardWords } from "../../shared/words/card";
import { paintShield } from "./card-shield";
import { NO_CARD, type CardSeen } from "./card-seen";
import { useOneGo, type OneGo } from "./use-one-go";

const words = cardWords.trouble;

export type CardFieldName = "number" | "expiry" | "cvv" | "zip";
export const CARD_FIELDS: readonly CardFieldName[] = ["number", "expiry", "cvv", "zip"];

export interface CardTyped {
  readonly number: string;
  readonly expiry: Expiry;
  readonly cvv: string | null;
  readonly zip: string | null;
}

const MISSING: Readonly<Record<CardFieldName, string>> = {
  number: words.noNumber,
  expiry: words.missing,
  cvv: words.missing,
  zip: words.missing,
};

/** The four inputs of a card, what is wrong in each, and what the rest of the page may know of them. */
export interface CardFields {
  readonly inputs: RefObject<Partial<Record<CardFieldName, HTMLInputElement>>>;
  readonly shield: RefObject<HTMLDivElement | null>;
  readonly troubles: Readonly<Partial<Record<CardFieldName, string>>>;
  readonly value: (name: CardFieldName) => string;
  readonly put: (name: CardFieldName, text: string) => void;
  readonly focus: (name: CardFieldName) => void;
  /** The field after this one; undefined after the last. */
  readonly after: (name: CardFieldName) => CardFieldName | undefined;
  readonly before: (name: CardFieldName) => CardFieldName | undefined;
  /** Why a field is not done: "" when it is merely empty, null when it is done. */
  readonly missing: (name: CardFieldName) => string | null;
  readonly mark: (name: CardFieldName, trouble: string | null) => void;
  readonly unmarkAll: () => void;
  /** An error that is shown goes as soon as it is no longer true; none appears while one types. */
  readonly unmarkOnceRight: (name: CardFieldName) => void;
  /** Puts the ZIP of a parked order back. */
  readonly keepZip: (zip: string) => void;
  /** Something was typed into the ZIP: it is no longer the one that was kept. */
  readonly zipTyped: () => void;
  /** Tells the page what it may know, when that has changed. */
  readonly report: () => void;
  readonly paint: () => void;
  /** The first field to type in: one that is not done, or the optional ZIP while it is empty. */
  readonly next: () => CardFieldName | undefined;
  /** The typed card; null after marking what is missing or wrong, or what is to be looked at once more. */
  readonly read: () => CardTyped | null;
  /** Digits typed in one go from the number on, which may still belong to it (card-stream.ts). */
  readonly oneGo: OneGo;
  /** Empties number, expiry and CVV, and the ZIP when asked. */
  readonly wipe: (zip: "and zip" | "keep zip") => void;
}

/** SECURITY: the fields are uncontrolled: what is typed is in the page's inputs and in no state and no store. */
export function useCardFields(props: {
  readonly seen: CardSeen;
  readonly onSeen: (seen: CardSeen) => void;
  readonly cvvNotGiven: boolean;
  /** Of the billing address, as typed; empty when it is not given. */
  readonly country?: string;
}): CardFields {
  const { seen, onSeen, cvvNotGiven } = props;
  const inputs = useRef<Partial<Record<CardFieldName, HTMLInputElement>>>({});
  const shield = useRef<HTMLDivElement>(null);
  /** The ZIP is of an earlier try or a parked order: it is selected when the hand comes to it, so typing replaces it. */
  const zipKept = useRef(false);
  /** What the person was asked to look at and has let stand. */
  const asked = useRef(new Set<CardFieldName>());
  const [troubles, setTroubles] = useState<Partial<Record<CardFieldName, string>>>({});

  const value = (name: CardFieldName): string => {
    const input = inputs.current[name];
    if (!input) return "";
    return name === "cvv" ? maskedText(input) : input.value;
  };
  const put = (name: CardFieldName, text: string): void => {
    const input = inputs.current[name];
    if (!input) return;
    if (name === "cvv") putMaskedText(input, text);
    else input.value = text;
  };
  const focus = (name: CardFieldName): void => {
    const input = inputs.current[name];
    input?.focus();
    if (name === "zip" && zipKept.current) input?.select();
    else input?.setSelectionRange(input.value.length, input.value.length);
  };
  const typable = (name: CardFieldName): boolean => name !== "cvv" || !cvvNotGiven;
  const missing = (name: CardFieldName): string | null => {
    const text = value(name);
    if (name === "zip") return zipTrouble(text);
    if (!typable(name)) return null;
    if (text.trim() === "") return "";
    if (name === "number") return numberTrouble(digitsOf(text));
    if (name === "expiry") return expiryTrouble(text, Date.now());
    return cvvTrouble(text, digitsOf(value("number")));
  };
  const mark = (name: CardFieldName, trouble: string | null): void => {
    setTroubles((old) => {
      if ((old[name] ?? null) === trouble) return old;
      const { [name]: _gone, ...others } = old;
      return trouble === null ? others : { ...others, [name]: trouble };
    });
  };
  const unmarkAll = (): void => setTroubles((old) => (Object.keys(old).length === 0 ? old : {}));
  const paint = (): void => paintShield(shield.current, value("number"));
  const oneGo = useOneGo({ value, put, paint, cvvNotGiven });
  /** What may be right and is rarely meant: told once, and sent as it is with the next Enter. */
  const doubt = (name: CardFieldName): string | null => {
    if (name === "number") return oneGo.settle(true);
    if (name === "expiry") return isFarOff(value("expiry"), Date.now()) ? words.askExpiry : null;
    const country = props.country ?? "";
    return name === "zip" && value("zip") !== "" && mayBeUs(country) && !isUsZip(value("zip")) ? words.askZip : null;
  };

  return {
    inputs,
    shield,
    troubles,
    value,
    put,
    focus,
    after: (name) => CARD_FIELDS.slice(CARD_FIELDS.indexOf(name) + 1).find(typable),
    before: (name) => CARD_FIELDS.slice(0, CARD_FIELDS.indexOf(name)).findLast(typable),
    missing,
    mark,
    unmarkAll,
    unmarkOnceRight: (name) => {
      if (troubles[name] !== undefined && !missing(name)) mark(name, null);
    },
    keepZip: (zip) => {
      put("zip", zip);
      zipKept.current = zip !== "";
    },
    zipTyped: () => {
      // One sign alone has taken the place of the whole.
      if (zipKept.current && value("zip").length === 1) oneGo.zipAnew();
      zipKept.current = false;
    },
    report: () => {
      const digits = digitsOf(value("number"));
      const { brand } = brandRules(digits);
      const whole = digits !== "" && numberTrouble(digits) === null;
      const complete = CARD_FIELDS.every((name) => missing(name) === null);
      const last4 = whole ? digits.slice(-4) : null;
      if (brand !== seen.brand || last4 !== seen.last4 || complete !== seen.complete)
        onSeen({ brand, last4, complete });
    },
    paint,
    oneGo,
    next: () => CARD_FIELDS.find((name) => missing(name) !== null || (name === "zip" && value("zip") === "")),
    read: () => {
      const first = CARD_FIELDS.find((name) => missing(name) !== null);
      if (first) {
        for (const name of CARD_FIELDS) mark(name, missing(name) === "" ? MISSING[name] : missing(name));
        focus(first);
        return null;
      }
      for (const name of CARD_FIELDS) {
        const said = asked.current.has(name) ? null : doubt(name);
        if (said === null) continue;
        asked.current.add(name);
        mark(name, said);
        focus(name);
        return null;
      }
      const expiry = readExpiry(value("expiry"));
      if (!expiry) return null;
      return {
        number: digitsOf(value("number")),
        expiry,
        cvv: cvvNotGiven ? null : value("cvv"),
        zip: value("zip").normalize("NFKC").trim() || null,
      };
    },
    wipe: (zip) => {
      // SECURITY: setting the value also empties the field's undo history.
      for (const name of CARD_FIELDS) if (name !== "zip" || zip === "and zip") put(name, "");
      zipKept.current = value("zip") !== "";
      asked.current.clear();
      oneGo.end();
      paint();
      unmarkAll();
      // SECURITY: the engine remembers the subject of the last match of a regular expression, so that is made one
      // without digits.
      /none/.exec("none");
      if (zip === "and zip") onSeen(NO_CARD);
    },
  };
}
