// What a start and a charge ask of the journal, by how many rows it has: flat is the goal.
export const measure = {
  title: "The journal, by its rows",
  whole: true,
  run: ({ inNode }) => inNode("journal.bench.ts"),
};
