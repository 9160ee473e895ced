import { Stop } from "./say.mjs";

export const phaseNames = ["lint", "types", "units", "book", "node24", "build", "e2e", "attack", "packaged"];
const takesFilters = ["units", "book", "node24", "e2e"];

/**
 * npm test -- [--only PHASE[,PHASE…]] [FILTERS…]. What is not ours goes on to vitest or Playwright, so it needs one of
 * them to be chosen: a filter that silently reached the wrong one would run nothing and look like success.
 */
export function readTestArguments(args) {
  let only = phaseNames;
  const filters = [];
  for (let i = 0; i < args.length; i += 1) {
    const [flag, joined] = args[i].split("=", 2);
    if (flag === "--only") {
      const value = joined ?? args[(i += 1)] ?? "";
      only = value.split(",");
      const unknown = only.find((name) => !phaseNames.includes(name));
      if (unknown !== undefined) {
        throw new Stop(`There is no phase "${unknown}"; --only takes one or more of ${phaseNames.join(",")}.`);
      }
    } else {
      filters.push(args[i]);
    }
  }
  const receivers = only.filter((name) => takesFilters.includes(name));
  const unclear = receivers.length === 0 || (receivers.includes("e2e") && receivers.length > 1);
  if (filters.length > 0 && unclear) {
    throw new Stop("Filters need one kind of test: npm test -- --only units FILTER, or npm test -- --only e2e FILTER.");
  }
  // What is tested end to end is what was built.
  const phases = phaseNames.filter(
    (name) => only.includes(name) || (name === "build" && (only.includes("e2e") || only.includes("packaged"))),
  );
  return { phases, filters };
}
