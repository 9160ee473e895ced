// What a long day of work leaves in memory, once nobody does anything, beside the same program at rest before it.
export const measure = {
  title: "Memory after work",
  whole: true,
  run: ({ inProgram }) => inProgram("work.spec.ts"),
};
