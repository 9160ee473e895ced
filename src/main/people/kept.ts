import { z } from "zod";
import { Ceilings, FIRST_CEILINGS, Person, Role } from "../../shared/people";
import { PinHash } from "./pins";
import { Wrong } from "./waits";

/** A person as they are kept. `recovery`: the words by which an owner comes in without the PIN. */
export const KeptPerson = Person.omit({ hasPin: true }).extend({
  pin: PinHash.nullable(),
  recovery: PinHash.nullable(),
});
export type KeptPerson = z.infer<typeof KeptPerson>;

/** All that is kept of people. `last`: who was signed in last. */
export const Kept = z.object({
  people: z.array(KeptPerson).min(1),
  ceilings: z.record(Role, Ceilings),
  last: z.string().nullable(),
  wrong: z.record(z.string(), Wrong),
});
export type Kept = z.infer<typeof Kept>;

/** One owner without a PIN, under that name: everything works at once, and nobody is asked anything. */
export function firstKept(id: string, name: string): Kept {
  const owner: KeptPerson = { id, name, role: "owner", ceilings: null, pin: null, recovery: null };
  return { people: [owner], ceilings: { ...FIRST_CEILINGS }, last: id, wrong: {} };
}

/** What happened around the lock and the people, for whoever looks into it later. Never a PIN. */
export const AuditEvent = z.object({
  what: z.enum([
    "signed_in",
    "wrong_pins",
    "added",
    "changed",
    "removed",
    "ceilings",
    "pin_set",
    "recovered",
    "new_owner",
    "approved",
  ]),
  /** Who did it, or for whom a PIN was typed. */
  who: z.string(),
  /** To whom or what. */
  of: z.string().nullable(),
  /** Of wrong PINs: how many in a row. */
  times: z.number().int().optional(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;
