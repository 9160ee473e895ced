import type { Credentials } from "../../../shared/account";

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
      label: "Bearer token",
      hint: "From the processor’s dashboard, under API. It is kept in this computer’s keychain.",
      missing: "Paste the token from the processor’s dashboard.",
      masked: true,
    },
  ],
  client: [
    {
      name: "clientId",
      label: "Client ID",
      hint: "From the processor’s dashboard, under API keys.",
      missing: "Paste the client’s ID.",
      masked: false,
    },
    {
      name: "clientSecret",
      label: "Client secret",
      hint: "It is kept in this computer’s keychain.",
      missing: "Paste the client’s secret.",
      masked: true,
    },
    {
      name: "subAccount",
      label: "Sub account",
      hint: "Only when payments are taken for a sub account.",
      missing: null,
      masked: false,
    },
  ],
};
