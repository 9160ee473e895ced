/**
 * What a charge takes of what is typed: the contract says it by schemas (contract.ts, card.ts), the order screen by the
 * same limits beside the field.
 */

/** 14-19 digits (docs/payarc.md, seed 003). */
export const CARD_NUMBER = /^\d{14,19}$/;
export const CVV = /^\d{3,4}$/;
export const SHORTEST_ZIP = 2;
export const LONGEST_ZIP = 10;
/** A payment method's token, made elsewhere. */
export const TOKEN_ID = /^[A-Za-z0-9_-]{4,64}$/;
export const LONGEST_GOOGLE_PAY = 20_000;
/** A phone number as it is sent: digits alone (docs/payarc.md 6 and 8). */
export const PHONE_DIGITS = /^\d{2,11}$/;
/** The text on the cardholder's statement. */
export const SHORTEST_STATEMENT = 5;
/** A customer's name, and each line of their address (docs/payarc.md 6). */
export const LONGEST_OF_CUSTOMER = 50;
