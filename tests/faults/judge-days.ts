import type { Asked } from "./ask";
import { anotherSumCaptured } from "./judge";
import type { World } from "./world";

/** Exceptions that say that journal and list do not tell the same story; the others are business as usual. */
const USUAL = ["hold_lapsing", "hold_lapsed", "closed_by_hand", "reversed", "unrecognised"];

/**
 * The close of the day shows every difference between the journal and the processor, both ways, and none that is not
 * there. `known`: the journal has the attempt. `moved`: this computer's clock was moved, so that its day may be another.
 */
export async function judgeDays(
  world: World,
  asked: Asked,
  problems: string[],
  { known, moved }: { readonly known: boolean; readonly moved: boolean },
): Promise<void> {
  const days = await world.closeDays(moved ? 4 : 0);
  const trouble = days.find((day) => day.trouble !== null)?.trouble;
  if (trouble) problems.push(`the day could not be closed: ${trouble}`);
  const said = days.flatMap(({ exceptions }) => exceptions).filter(({ kind }) => !USUAL.includes(kind));
  const wanted = differences(world, asked, known);
  for (const { id, why } of wanted) {
    if (!said.some(({ paymentId, attemptId }) => paymentId === id || attemptId === asked.id))
      problems.push(`the close of the day does not show: ${why}`);
  }
  // What cannot be read is an exception of its own.
  if (wanted.length > 0 || moved || world.damaged) return;
  for (const { kind, sentence } of said) problems.push(`the close of the day shows ${kind}: ${sentence}`);
  for (const { compared } of days) {
    if (compared.verdict !== "same") problems.push(`the close of the day does not agree: ${JSON.stringify(compared)}`);
  }
}

/** What is so at the processor and not in the journal, or was changed by somebody else, by the ledger alone. */
function differences(world: World, asked: Asked, known: boolean): { id: string; why: string }[] {
  if (anotherSumCaptured(world, asked))
    return [{ id: asked.paymentId ?? "", why: "another sum was captured, and whether ours is in it cannot be told" }];
  const ours = world.server.control.ledger().filter(({ reference }) => reference === asked.id);
  return ours.flatMap(({ id, declined, status, amount }) => {
    if (declined) return [];
    if (!known && status !== "void")
      return [{ id, why: `${amount} taken under our reference, unknown to the journal` }];
    const byThem = world.theirs?.done.some((act) => act.do !== "charge" && act.paymentId === id) === true;
    return known && byThem ? [{ id, why: `another desk changed our payment, which is now ${status}` }] : [];
  });
}
