import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  randomInt,
  timingSafeEqual,
} from "node:crypto";
import { Failure } from "../../shared/failure";
import { desksWords } from "../../shared/words/desks";

/**
 * SECURITY: what the desks of a shop share and the book's owner has not: a secret of 140 bits, shown as words on one desk
 * and typed on the others. It is in each desk's keychain, and in the book only as a proof that two desks have the same.
 */
export interface Shop {
  /** Seals a text, so that only desks of the shop read it, and only at that place (`where`). */
  seal(where: string, text: string): Buffer;
  /** null: it was not sealed by this shop for that place. */
  open(where: string, sealed: Buffer): string | null;
  /** The same for the same parts on every desk; says nothing of them without the secret. */
  hash(...parts: readonly string[]): Buffer;
}

/** Without I, L, O and U, which are taken for others, or spell words. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 28;

/** New words of a shop, drawn at random: groups of four, to be read aloud and typed. */
export function makeWords(): string {
  const all = Array.from({ length: LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join("");
  return (all.match(/.{4}/g) ?? []).join("-");
}

/** The words as they are compared: dashes, blanks and capitals make no difference. Throws a Failure at the field. */
export function wordsOf(typed: string): string {
  const found = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replace(/[IL]/g, "1")
    .replace(/O/g, "0");
  if (found.length !== LENGTH || [...found].some((letter) => !LETTERS.includes(letter)))
    throw new Failure("bad_input", desksWords.wordsForm, { words: desksWords.wordsForm });
  return (found.match(/.{4}/g) ?? []).join("-");
}

const NONCE = 12;
const TAG = 16;

/** `words` as `wordsOf` answers them. */
export function shopOf(words: string): Shop {
  const derive = (what: string): Buffer => Buffer.from(hkdfSync("sha256", words, "counterfoil shared book", what, 32));
  const sealing = derive("what is sealed");
  const hashing = derive("what is compared");
  return {
    seal(where, text) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv("aes-256-gcm", sealing, nonce).setAAD(Buffer.from(where));
      return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    },
    open(where, sealed) {
      try {
        const decipher = createDecipheriv("aes-256-gcm", sealing, sealed.subarray(0, NONCE)).setAAD(Buffer.from(where));
        decipher.setAuthTag(sealed.subarray(-TAG));
        return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]).toString("utf8");
      } catch {
        return null;
      }
    },
    hash: (...parts) => createHmac("sha256", hashing).update(JSON.stringify(parts)).digest(),
  };
}

/** Whether two proofs are the same. */
export function sameProof(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
