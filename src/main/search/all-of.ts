/**
 * Of many the first two by themselves, and the others where these meet: side by side, each that the first
 * finds is looked up in all of them, which for `gmail` and `com` are nearly everybody. The index leaves out brackets around an
 * AND within an AND, but not those that hold one more word, that nobody has.
 */
export function allOf(terms: readonly string[]): string {
  const [first = "", second = "", ...more] = terms;
  if (terms.length === 1) return first;
  const both = `(${first} AND ${second})`;
  return more.length === 0 ? both : `((${both} OR ${NO_WORD}) AND ${more.join(" AND ")})`;
}

/** Of no field. */
const NO_WORD = '"z"';
