import { isRecord } from "../wire/lenient";

/**
 * Epoch ms at which a PayArc bearer token ends by its own `exp` claim (docs/payarc.md 1); null when it does not say.
 * Never throws, checks no signature.
 */
export function tokenExpiry(token: string): number | null {
  try {
    const [, claims = "", signature] = token
      .trim()
      .replace(/^bearer\s+/i, "")
      .split(".");
    if (signature === undefined) return null;
    const parsed: unknown = JSON.parse(Buffer.from(claims, "base64url").toString("utf8"));
    const exp = isRecord(parsed) ? parsed["exp"] : null;
    return typeof exp === "number" && Number.isFinite(exp) && exp > 0 && exp < 99_999_999_999
      ? Math.floor(exp * 1000)
      : null;
  } catch {
    return null;
  }
}
