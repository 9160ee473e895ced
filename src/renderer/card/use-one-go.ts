import { useRef } from "react";
import { brandRules } from "../../shared/card";
import { cardWords } from "../../shared/words/card";
import { digitsOf, isFinishedExpiry, showExpiry, showNumber } from "./card-entry";
import { layCard, type Laid } from "./card-stream";
import type { CardFieldName } from "./use-card-fields";

/** Digits that were typed from the number on without another key, and may still belong to the number. */
export interface OneGo {
  /** The number has a length that its brand's numbers can end at or go on behind. */
  readonly begin: () => void;
  /** The hand has said itself where a field ends. */
  readonly end: () => void;
  readonly on: () => boolean;
  /** A month was typed without its zero, which the field has added. */
  readonly shortMonth: () => void;
  /** The ZIP that stood there was typed over: it is of this go after all. */
  readonly zipAnew: () => void;
  /**
   * Lays the digits anew where they must be. `whole`: no further one is to come; what is to be looked at before it is
   * sent is answered then, in a few words.
   */
  readonly settle: (whole: boolean) => string | null;
  /** Where the next digit goes. */
  readonly place: () => CardFieldName;
}

/** SECURITY: the digits are in the fields alone; what is kept here is how they were typed. */
export function useOneGo(fields: {
  readonly value: (name: CardFieldName) => string;
  readonly put: (name: CardFieldName, text: string) => void;
  readonly paint: () => void;
  /** MONEY: without a CVV the digits of the ZIP would be read as one, so nothing is laid anew then. */
  readonly cvvNotGiven: boolean;
}): OneGo {
  const { value, put, paint, cvvNotGiven } = fields;
  const typed = useRef({ on: false, shortMonth: false, withZip: true });
  /** MONEY: a ZIP that was kept for another try was not typed behind this number. */
  const zipTyped = (): string => (typed.current.withZip ? digitsOf(value("zip")) : "");

  const layOut = ({ number, expiry, cvv, zip }: Laid): void => {
    put("number", showNumber(number));
    let shown = "";
    for (const digit of expiry) shown = showExpiry(shown + digit, false);
    put("expiry", shown);
    put("cvv", cvv);
    if (typed.current.withZip) put("zip", zip);
    typed.current.shortMonth = digitsOf(shown).length > expiry.length;
    paint();
  };

  return {
    begin: () => {
      const digits = digitsOf(value("number"));
      const fresh = !cvvNotGiven && value("expiry") === "" && value("cvv") === "";
      const on = fresh && digits.length < Math.max(...brandRules(digits).lengths);
      typed.current = { on, shortMonth: false, withZip: value("zip") === "" };
    },
    end: () => {
      typed.current = { on: false, shortMonth: false, withZip: true };
    },
    on: () => typed.current.on,
    shortMonth: () => {
      typed.current.shortMonth = true;
    },
    zipAnew: () => {
      typed.current.withZip = true;
    },
    settle: (whole) => {
      if (!typed.current.on) return null;
      const number = digitsOf(value("number"));
      const expiry = digitsOf(value("expiry")).slice(typed.current.shortMonth ? 1 : 0);
      const laid = layCard(number + expiry + digitsOf(value("cvv")) + zipTyped(), Date.now(), whole);
      if (!laid) return null;
      const moved = laid.number !== number;
      if (moved) layOut(laid);
      if (whole) typed.current.on = false;
      return whole && (moved || !laid.sure) ? cardWords.trouble.askDigits({ count: laid.number.length }) : null;
    },
    place: () => {
      if (!isFinishedExpiry(value("expiry"), Date.now())) return "expiry";
      return value("cvv").length < brandRules(digitsOf(value("number"))).cvvLength ? "cvv" : "zip";
    },
  };
}
