// What an order shows after its press, and its sheets, in one file of scripts that is read right after the first picture
// (parts/later.tsx).
export { AnsweredStub } from "./answered-stub";
export { Heard } from "./heard";
export { OrderDialogs } from "./order-dialogs";
export { PracticeCards } from "./practice-cards";
export { QuestionStub } from "./question-stub";
