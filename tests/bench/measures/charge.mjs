// From Enter to the paint of the result, beside the same request made bare on an open connection.
export const measure = {
  title: "A charge, from Enter to the painted result",
  whole: true,
  run: ({ inProgram }) => inProgram("charge.spec.ts"),
};
