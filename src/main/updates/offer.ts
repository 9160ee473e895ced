import { createPublicKey, verify } from "node:crypto";
import { z } from "zod";
import { updateWords } from "../../shared/words/updates";
import { cleanTexts } from "../base/clean-texts";

/** A newer version as it is told to people: its number, and what is new in it. */
export interface Offer {
  readonly version: string;
  readonly notes: string;
}

/** What is offered is not taken. The sentence is fit for a person. */
export class OfferRefused extends Error {
  override readonly name = "OfferRefused";
  constructor(readonly sentence: string) {
    super(sentence);
  }
}

/** So much of what is new is shown, in characters. */
const MOST_NOTES = 4_000;

const Told = z.object({
  version: z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/),
  files: z.array(z.object({ url: z.string(), sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/) })).min(1),
  releaseNotes: z.string().nullish(),
});

/**
 * SECURITY: whoever offers a version has to have the private half of the release key: the sums of the files stand in
 * `told`, and nothing of it is believed before. `signature` is base64 of an Ed25519 signature over these very bytes,
 * `key` base64 of the 32 bytes of the public half. Throws OfferRefused.
 */
export function mustBeSigned(told: string, signature: string, key: string): void {
  if (!isSigned(told, signature, key)) throw new OfferRefused(updateWords.notSigned);
}

function isSigned(told: string, signature: string, key: string): boolean {
  try {
    const x = Buffer.from(key, "base64").toString("base64url");
    const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    return verify(null, Buffer.from(told, "utf8"), publicKey, Buffer.from(signature.trim(), "base64"));
  } catch {
    // A key or a signature of another form signs nothing.
    return false;
  }
}

/**
 * What a signed file offers. SECURITY: its files lie beside it, are called Counterfoil and have its version in their
 * names; each has its SHA-512. Throws OfferRefused.
 */
export function readOffer(told: unknown): Offer {
  const read = Told.safeParse(told);
  if (!read.success) throw new OfferRefused(updateWords.wrongName);
  const { version, files, releaseNotes } = read.data;
  if (!files.every(({ url }) => isOurFile(url, version))) throw new OfferRefused(updateWords.wrongName);
  return { version, notes: cleanTexts((releaseNotes ?? "").slice(0, MOST_NOTES), []) };
}

function isOurFile(name: string, version: string): boolean {
  return /^counterfoil[\w.-]*\.(?:deb|rpm|AppImage|exe|dmg|zip)$/i.test(name) && name.includes(version);
}
