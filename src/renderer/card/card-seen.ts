import type { Brand } from "../../shared/card";

/** What may be known outside of the card's fields: no digit but the last four (PCI DSS 3.4.1). */
export interface CardSeen {
  readonly brand: Brand;
  /** null until the number is complete. */
  readonly last4: string | null;
  readonly complete: boolean;
}

export const NO_CARD: CardSeen = { brand: "unknown", last4: null, complete: false };
