import { randomBytes } from "node:crypto";
import type { Row } from "../../shared/attempt";
import { redact } from "../../shared/redact";
import { cleanTexts } from "../base/clean-texts";

/**
 * A row as it is written. SECURITY: salted, so that the hash of a text that an export leaves out leads nobody to the name
 * in it (chain.ts).
 */
export function textOf(row: Row): string {
  return JSON.stringify({ ...clean(row), salt: randomBytes(16).toString("hex") });
}

/**
 * SECURITY: the last net before the disk (PCI DSS 3.3, 3.4): no text has a card number, and what the processor says of an
 * outcome nothing else either that it may have quoted.
 */
function clean(row: Row): Row {
  const words = (said: string | null): string | null => (said === null ? null : redact(said));
  const cleaned = cleanTexts(row);
  if (!("outcome" in cleaned)) return cleaned;
  const { outcome } = cleaned;
  const said = { code: words(outcome.code), message: words(outcome.message) };
  return { ...cleaned, outcome: { ...outcome, ...said } } as Row;
}
