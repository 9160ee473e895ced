import { BRAND_NAMES, type Brand } from "./card";
import { cut } from "./redact";

/** Words for brands as processors, gateways and their documents write them, without signs and in small letters. */
const WORDS: Readonly<Record<string, Brand>> = {
  visa: "visa",
  visacard: "visa",
  visacredit: "visa",
  visadebit: "visa",
  visaelectron: "visa",
  mastercard: "mastercard",
  mastercardcredit: "mastercard",
  mastercarddebit: "mastercard",
  master: "mastercard",
  mc: "mastercard",
  amex: "amex",
  americanexpress: "amex",
  ax: "amex",
  discover: "discover",
  discovercard: "discover",
  diners: "diners",
  dinersclub: "diners",
  dinersclubinternational: "diners",
  dinersclubcarteblanche: "diners",
  carteblanche: "diners",
  jcb: "jcb",
  japancreditbureau: "jcb",
  unionpay: "unionpay",
  chinaunionpay: "unionpay",
  unionpayinternational: "unionpay",
  cup: "unionpay",
  maestro: "maestro",
  elo: "elo",
};

/** `china_unionpay`, `American Express`, `DINERS-CLUB` -> the brand; a word that is not known is `unknown`. */
export function brandOfWord(word: string | null): Brand {
  const plain = (word ?? "").toLowerCase().replace(/[^a-z]/g, "");
  return (Object.hasOwn(WORDS, plain) ? WORDS[plain] : undefined) ?? "unknown";
}

/** The longest word for a brand that is shown, in characters. */
export const LONGEST_BRAND = 24;

/** What a card's brand is called: its name, or the processor's own word where that is not known. */
export function brandText({
  brand,
  brandRaw,
}: {
  readonly brand: Brand;
  readonly brandRaw?: string | null | undefined;
}): string {
  return brand === "unknown" && brandRaw ? cut(brandRaw, LONGEST_BRAND) : BRAND_NAMES[brand];
}

/** The processor's own word, where it is needed to name the brand: kept and shown in lists. */
export function rawIfUnknown(card: { readonly brand: Brand; readonly brandRaw: string | null }): string | null {
  return card.brand === "unknown" && card.brandRaw !== null ? cut(card.brandRaw, LONGEST_BRAND) : null;
}
