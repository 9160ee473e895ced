// The sheets of the frame, and what hears keys, in one file of scripts that is read right after the first picture
// (parts/later.tsx).
export { Accounts } from "./accounts";
export { Help } from "./help/help";
export { NoticeSheet } from "./notice-sheet";
export { Palette } from "./palette";
export { ParkedOrders } from "./parked-orders";
export { SwipeCatcher } from "./swipe-catcher";
export { Tray } from "./tray";
