import { z } from "zod";

/** A text of one line: what was pasted from a table or a letter has tabs and line breaks, and processors refuse those. */
export const oneLine = () =>
  z
    .string()
    .overwrite((text) => text.replace(/\s+/g, " "))
    .trim();
