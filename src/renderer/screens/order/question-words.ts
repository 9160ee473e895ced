import { moneyText } from "../../../shared/currency";
import { desksScreenWords } from "../../../shared/words/desks-screen";
import { orderResultWords } from "../../../shared/words/order-result";
import type { Question } from "./order-state";

const words = orderResultWords.questions;

/** What a question says: its heading, why it is asked, and what going on is called. */
export function questionWords(question: Question): {
  readonly word: string;
  readonly words: string;
  readonly goOn: string;
} {
  switch (question.kind) {
    case "standing_unknown":
      return { word: words.standing, words: words.standingWhy, goOn: words.chargeAllTheSame };
    case "duplicate": {
      const now = question.earlier.find(({ elsewhere }) => elsewhere?.rightNow);
      if (now?.elsewhere)
        return {
          word: desksScreenWords.rightNow,
          words: desksScreenWords.rightNowWhy({
            who: now.by ?? desksScreenWords.someone,
            desk: now.elsewhere.desk,
            amount: moneyText(now.amount, now.currency),
          }),
          goOn: words.chargeAllTheSame,
        };
      return { word: words.duplicate, words: words.duplicateWhy, goOn: words.chargeAgain };
    }
    case "unreadable_entry":
      return {
        word: words.unsure,
        words: words.unreadableWhy({ count: question.entries.length }),
        goOn: words.chargeAllTheSame,
      };
    case "not_looked":
      return {
        word: words.unsure,
        words: words.notLookedWhy({ why: question.sentence }),
        goOn: words.chargeAllTheSame,
      };
  }
}
