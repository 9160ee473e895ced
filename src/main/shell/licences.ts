import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Log } from "../base/log";

const Licence = z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() });
type Licence = z.infer<typeof Licence>;

/** Each side of the build writes which packages are in it (build/licences.ts). */
const SIDES = ["main", "renderer"];

/** The licences of every package in the built program, by name; without those of a side whose list cannot be read. */
export async function readLicences(built: string, log: Log): Promise<Licence[]> {
  const lists = await Promise.all(
    SIDES.map(async (side) => {
      try {
        return z.array(Licence).parse(JSON.parse(await readFile(join(built, side, "licences.json"), "utf8")));
      } catch (error) {
        log.error(`about: the licences of ${side} cannot be read`, error);
        return [];
      }
    }),
  );
  const byName = new Map(lists.flat().map((one) => [`${one.name} ${one.version}`, one]));
  return [...byName.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}
