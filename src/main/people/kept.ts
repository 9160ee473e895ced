import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Ceilings, FIRST_CEILINGS, Person, Role } from "../../shared/people";
import { PinHash } from "./pins";
import { Wrong } from "./waits";

/** How often something was changed, and who did it last, at which desk. Of two desks' it says which is the newer. */
export const Stamp = z.object({ rev: z.number().int().min(0), by: z.string() });
export type Stamp = z.infer<typeof Stamp>;
const NEVER: Stamp = { rev: 0, by: "" };

/**
 * A person as they are kept. `recovery`: the words by which an owner comes in without the PIN. `set` is of name, role and
 * ceilings, `secret` of PIN and words: an owner changes the one, everybody their own of the other.
 */
export const KeptPerson = Person.omit({ hasPin: true }).extend({
  pin: PinHash.nullable(),
  recovery: PinHash.nullable(),
  set: Stamp.default(NEVER),
  secret: Stamp.default(NEVER),
});
export type KeptPerson = z.infer<typeof KeptPerson>;

const NEVER_SET: Record<Role, Stamp> = { front_desk: NEVER, back_office: NEVER, supervisor: NEVER, owner: NEVER };

/** What is kept of people for the shop's other desks too (shared-list.ts). */
export const Everybody = z.object({
  people: z.array(KeptPerson).min(1),
  ceilings: z.record(Role, Ceilings),
  ceilingsSet: z.record(Role, Stamp).default(NEVER_SET),
  /** SECURITY: the ids of those who were removed, for good: a list from before does not bring one back. */
  gone: z.array(z.object({ id: z.string(), by: z.string() })).default([]),
});
export type Everybody = z.infer<typeof Everybody>;

/**
 * All that is kept of people. `last`: who was signed in last. `list`: the id of the shop's list that this desk goes by;
 * null: the list is its own.
 */
export const Kept = Everybody.extend({
  last: z.string().nullable(),
  wrong: z.record(z.string(), Wrong),
  list: z.string().nullable().default(null),
});
export type Kept = z.infer<typeof Kept>;

/** Somebody new. */
export function newPerson(name: string, role: Role, pin: PinHash | null): KeptPerson {
  return { id: randomUUID(), name, role, ceilings: null, pin, recovery: null, set: NEVER, secret: NEVER };
}

/** One owner without a PIN, under that name: everything works at once, and nobody is asked anything. */
export function firstKept(name: string): Kept {
  const owner = newPerson(name, "owner", null);
  const ceilings = { ...FIRST_CEILINGS };
  return { people: [owner], ceilings, ceilingsSet: NEVER_SET, gone: [], last: owner.id, wrong: {}, list: null };
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
