/** The member of a list that a text names; null where it names none. */
export function oneOf<T extends string>(list: readonly T[], text: string | null | undefined): T | null {
  return list.find((each) => each === text) ?? null;
}
