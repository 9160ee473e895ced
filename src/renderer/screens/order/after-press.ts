// What an order shows when it is being filled in or has been pressed, its sheets, and how it is read, in one file of
// scripts that is read right after the first picture (parts/later.tsx).
export { AnsweredStub } from "./answered-stub";
export { buildCharge } from "./charge-input";
export { OfCustomer, OwnOrders } from "./beside-lines";
export { FirstRun } from "./first-run";
export { Heard } from "./heard";
export { MoreFields } from "./more-fields";
export { OnFile } from "./on-file";
export { OrderDialogs } from "./order-dialogs";
export { PracticeCards } from "./practice-cards";
export { QuestionStub } from "./question-stub";
