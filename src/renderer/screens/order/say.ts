import { BRAND_NAMES, type Brand } from "../../../shared/card";
import { dollars } from "../../../shared/money";
import { orderWords } from "../../../shared/words/order";

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
  const { last4, statement } = order;
  if (order.amount === 0) return null;
  const brand = order.brand === "unknown" ? null : BRAND_NAMES[order.brand];
  const amount = dollars(order.amount);
  const surcharge = order.surcharge === 0 ? null : dollars(order.surcharge);
  const sentence = orderWords.say.sentence({
    hold: !order.capture,
    amount,
    surcharge,
    card: orderWords.say.card({ brand, last4 }),
    statement: statement || null,
  });
  return withStrong(
    sentence,
    [amount, surcharge ?? "", last4 ?? "", statement].filter((each) => each !== ""),
  );
}

/** The sentence in pieces, the values strong: each is looked for behind the one before. */
function withStrong(sentence: string, values: readonly string[]): Spoken {
  let rest = sentence;
  const pieces = values.flatMap((value) => {
    const at = rest.indexOf(value);
    if (at < 0) return [];
    const before = rest.slice(0, at);
    rest = rest.slice(at + value.length);
    return [{ text: before }, { text: value, strong: true }];
  });
  return [...pieces, { text: rest }];
}
