import type { KnownAccount } from "../../shared/account";
import { accountTroubleWords } from "../../shared/words/connection";

export interface Said {
  readonly id: string;
  readonly tone: "info" | "warning";
  readonly sentence: string;
}

/** People are told this long before a token ends, in ms. */
const SOON_MS = 30 * 24 * 60 * 60 * 1000;

/** What should be known of an account's secret: that it ends with this session, or soon. Times in epoch ms. */
export function secretNotices(
  { id, name, credentials }: KnownAccount,
  { endsAt, kept }: { readonly endsAt: number | null; readonly kept: "keychain" | "memory" },
  now: number,
): Said[] {
  const said: Said[] = [];
  if (kept === "memory") {
    said.push({
      id: `session-token-${id}`,
      tone: "warning",
      sentence: accountTroubleWords.inMemory({
        name,
        what: credentials === "client" ? accountTroubleWords.clientSecret : accountTroubleWords.token,
      }),
    });
  }
  if (endsAt !== null && endsAt - now < SOON_MS) {
    const day = new Date(endsAt).toLocaleDateString("en-US", { dateStyle: "long" });
    said.push({
      id: `token-ends-${id}`,
      tone: "warning",
      sentence: accountTroubleWords.tokenEnds({ name, day, ended: endsAt < now }),
    });
  }
  return said;
}
