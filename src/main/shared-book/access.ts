import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { z } from "zod";
import type { DesksConnect } from "../../shared/desks";
import { Failure } from "../../shared/failure";
import { desksWords as words } from "../../shared/words/desks";
import { encryption, readAddress } from "./address";
import { dial, type Access } from "./dial";
import { bookVersion, makeBook, makeLogin, mayMake } from "./init";
import { SCHEMA, STEPS } from "./schema";
import { makeWords, sameProof, shopOf, wordsOf, type Shop } from "./shop";

/** All that a desk keeps of the book, as one secret of the keychain. */
export const KeptBook = z.object({
  address: z.object({ host: z.string(), port: z.number(), login: z.string(), database: z.string() }),
  password: z.string(),
  certificate: z.string().nullable(),
  words: z.string(),
  shopId: z.string(),
});
export type KeptBook = z.infer<typeof KeptBook>;

/**
 * Connects with what a person typed, makes what is missing in the book, and finds out whether this desk is of its shop.
 * `before`: what this desk has kept. `made`: the words, where they are new. Throws a Failure at its field.
 */
export async function enter(
  asked: DesksConnect,
  before: KeptBook | null,
): Promise<{ readonly kept: KeptBook; readonly made: string | null }> {
  const typed: Access = {
    address: readAddress(asked.address),
    password: asked.password,
    certificate: asked.certificate === "" ? null : asked.certificate,
  };
  // A wrong certificate is told before anybody is asked.
  encryption(typed.address, typed.certificate);
  const client = await dial(typed);
  try {
    const may = await mayMake(client);
    const version = await bookVersion(client);
    if (version > STEPS.length) throw new Failure("refused", words.newer);
    if (version < STEPS.length && !may) throw at("address", version === 0 ? words.notMade : words.older);
    await makeBook(client);
    // SECURITY: a login that may do more than a desk is used once, and is not kept.
    const own = may ? await makeLogin(client) : null;
    const { shopId, all, made } = await shopOfBook(client, asked.words, before);
    const access: Access = own
      ? { ...typed, address: { ...typed.address, login: own.login }, password: own.password }
      : typed;
    return { kept: { ...access, words: all, shopId }, made };
  } catch (error) {
    throw error instanceof Failure ? error : new Failure("refused", words.notAllowed, {}, { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** SECURITY: throws a Failure where the book is not that of these words. */
export async function mustBeOurs(client: Client, shopId: string, shop: Shop): Promise<void> {
  const version = await bookVersion(client);
  if (version !== STEPS.length)
    throw new Failure("refused", version > STEPS.length ? words.newer : version === 0 ? words.notMade : words.older);
  const found = await readShop(client);
  if (found?.id !== shopId || !sameProof(found.proof, proofOf(shop, shopId)))
    throw new Failure("refused", words.otherShop);
}

async function shopOfBook(client: Client, typed: string | null, before: KeptBook | null) {
  const given = typed === null || typed === "" ? null : wordsOf(typed);
  let found = await readShop(client);
  let made: string | null = null;
  if (found === null) {
    const all = given ?? before?.words ?? makeWords();
    const id = before?.words === all ? before.shopId : randomUUID();
    await client.query(`INSERT INTO ${SCHEMA}.shop (id, proof) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
      id,
      proofOf(shopOf(all), id),
    ]);
    // Another desk may have been quicker, and its words count.
    found = await readShop(client);
    if (found?.id === id) {
      made = given === null && before?.words !== all ? all : null;
      return { shopId: id, all, made };
    }
  }
  if (found === null) throw new Failure("refused", words.notAllowed);
  const { id, proof } = found;
  const fits = (all: string): boolean => sameProof(proof, proofOf(shopOf(all), id));
  if (given !== null && fits(given)) return { shopId: id, all: given, made };
  if (given !== null) throw at("words", words.wordsWrong);
  if (before !== null && fits(before.words)) return { shopId: id, all: before.words, made };
  throw at("words", words.wordsNeeded);
}

async function readShop(client: Client): Promise<{ id: string; proof: Buffer } | null> {
  const found = await client.query<{ id: string; proof: Buffer }>(`SELECT id, proof FROM ${SCHEMA}.shop`);
  return found.rows[0] ?? null;
}

function proofOf(shop: Shop, shopId: string): Buffer {
  return shop.hash("proof", shopId);
}

function at(field: string, sentence: string): Failure {
  return new Failure("bad_input", sentence, { [field]: sentence });
}
