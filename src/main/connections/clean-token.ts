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
