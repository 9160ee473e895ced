import { fieldWords } from "./words/fields";

/** Why a text cannot be kept, as a sentence for its field: it has more than `most` characters. null when it fits. */
export function tooLong(text: string, most: number): string | null {
  const has = text.trim().length;
  return has > most ? fieldWords.tooLong({ most, has }) : null;
}
