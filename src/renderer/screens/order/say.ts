import { BRAND_NAMES, type Brand } from "../../../shared/card";
import { dollars } from "../../../shared/money";

/** Pieces of a sentence to read aloud; the strong ones are set bold. */
export type Spoken = readonly { readonly text: string; readonly strong?: boolean }[];

/**
 * What to say before the charge: amount, the surcharge in it (the schemes want it told before), last four, and the name
 * on the statement (docs/virtual-terminals.md, idea 3).
 */
export function sayBefore(order: {
  readonly amount: number;
  readonly brand: Brand;
  readonly last4: string | null;
  readonly capture: boolean;
  readonly statement: string;
  readonly surcharge: number;
}): Spoken | null {
  const { amount, brand, last4, capture, statement, surcharge } = order;
  if (amount === 0) return null;
  const card: Spoken =
    last4 === null
      ? [{ text: brand === "unknown" ? "your card" : `your ${BRAND_NAMES[brand]}` }]
      : [{ text: `the ${brand === "unknown" ? "card" : BRAND_NAMES[brand]} ending ` }, { text: last4, strong: true }];
  return [
    { text: capture ? "I’m charging " : "I’m holding " },
    { text: dollars(amount), strong: true },
    ...(surcharge === 0
      ? []
      : [
          { text: ", which includes a surcharge of " },
          { text: dollars(surcharge), strong: true },
          { text: " for credit cards," },
        ]),
    { text: capture ? " to " : " on " },
    ...card,
    { text: "." },
    ...(statement === ""
      ? []
      : [{ text: " It will show as " }, { text: statement, strong: true }, { text: " on your statement." }]),
  ];
}
