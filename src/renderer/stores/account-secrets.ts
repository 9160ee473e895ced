import type { Credentials } from "../../shared/account";
import { connectionWords } from "../../shared/words/connection";

/** A field of what opens an account. */
export type Secret = "token" | "clientId" | "clientSecret" | "subAccount";

/** What an account is opened with; `missing` null: may be left empty. */
export const SECRETS: Readonly<
  Record<
    Credentials,
    readonly {
      readonly name: Secret;
      readonly label: string;
      readonly hint: string;
      readonly missing: string | null;
      readonly masked: boolean;
    }[]
  >
> = {
  none: [],
  bearer: [
    {
      name: "token",
      label: connectionWords.token,
      hint: connectionWords.tokenHint,
      missing: connectionWords.tokenMissing,
      masked: true,
    },
  ],
  client: [
    {
      name: "clientId",
      label: connectionWords.clientId,
      hint: connectionWords.clientIdHint,
      missing: connectionWords.clientIdMissing,
      masked: false,
    },
    {
      name: "clientSecret",
      label: connectionWords.clientSecret,
      hint: connectionWords.clientSecretHint,
      missing: connectionWords.clientSecretMissing,
      masked: true,
    },
    {
      name: "subAccount",
      label: connectionWords.subAccount,
      hint: connectionWords.subAccountHint,
      missing: null,
      masked: false,
    },
  ],
};
