/** What people paste: quotes, line breaks of a mail, a leading "Bearer". Answers null when no token can be meant. */
export function cleanToken(pasted: string): string | null {
  const token = pasted
    .trim()
    .replace(/^authorization\s*:\s*/i, "")
    .replace(/^bearer\s+/i, "")
    .replace(/^(["'])(.*)\1$/s, "$2")
    .replaceAll(/\s+/g, "");
  // SECURITY: what is not visible ASCII cannot be in a header, and a line break in one would be an injection.
  return /^[\x21-\x7e]{8,8192}$/.test(token) ? token : null;
}

/** Epoch ms at which a token ends by its own word (the `exp` of a JWT, fact sheet 1); null when it does not say. Not verified. */
export function tokenEndsAt(token: string): number | null {
  const body = token.split(".")[1];
  if (!body) return null;
  try {
    const claims: unknown = JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
    const exp = typeof claims === "object" && claims !== null && "exp" in claims ? Number(claims.exp) : Number.NaN;
    // PayArc's is a number with a fraction; more than a date can hold is no date.
    return Number.isFinite(exp) && exp > 0 && exp < 8.64e12 ? Math.floor(exp * 1000) : null;
  } catch {
    return null;
  }
}
