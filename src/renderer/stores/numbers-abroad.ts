import { create } from "zustand";
import { MOST_NUMBERS, type NumberAbroad, type NumberToRead } from "../../shared/number-abroad";
import { phoneToSend, readAbroadBy } from "../../shared/phone";
import { phoneWords } from "../../shared/words/input";
import { ask } from "../bridge";

/** Phone numbers of other countries as main reads them: the page does not have the rules of all countries. */
const useNumbers = create<{ readonly read: ReadonlyMap<string, NumberAbroad> }>(() => ({ read: new Map() }));
/** Those that main is being asked for. */
const asked = new Map<string, NumberToRead>();
/** Resolves when main has answered for all of them. */
let answered: Promise<void> | null = null;
/** More numbers than all lists show at once. */
const MOST_KEPT = 500;

/** Asks main for every number of another country that somebody wants to read and that main has not told yet. */
export function startNumbersAbroad(): void {
  readAbroadBy((number) => {
    const key = keyOf(number);
    const known = useNumbers.getState().read.get(key);
    if (known) return known;
    asked.set(key, number);
    answered ??= Promise.resolve().then(askMain);
    return null;
  });
}

/** Draws again what shows phone numbers, once main has answered. */
export function useNumbersAbroad(): void {
  useNumbers(({ read }) => read);
}

/**
 * A promise where this number, as it was typed, can only be read once main has answered: resolved when it has, or when it
 * cannot. Null where nothing has to be waited for.
 */
export function numberBeingRead(typed: string, country = ""): Promise<void> | null {
  if (typed.trim() === "") return null;
  const read = phoneToSend(typed, country);
  return !read.ok && read.sentence === phoneWords.notYet ? answered : null;
}

async function askMain(): Promise<void> {
  while (asked.size > 0) {
    const numbers = [...asked].slice(0, MOST_NUMBERS);
    const told = await ask("numbers.read", { numbers: numbers.map(([, number]) => number) }).catch(() => null);
    for (const [key] of numbers) asked.delete(key);
    // Where main did not answer nothing is drawn again, which would ask at once again.
    if (told !== null) keep(numbers.flatMap(([key], at) => (told[at] ? [[key, told[at]]] : [])));
  }
  answered = null;
}

function keep(told: readonly (readonly [string, NumberAbroad])[]): void {
  const { read } = useNumbers.getState();
  useNumbers.setState({ read: new Map([...(read.size > MOST_KEPT ? [] : read), ...told]) });
}

const keyOf = ({ number, country }: NumberToRead): string => `${number} ${country}`;
