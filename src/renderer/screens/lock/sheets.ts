// The locked screen and its sheets, in one file of scripts that is read right after the first picture (parts/later.tsx).
export { LockedScreen } from "./locked-screen";
export { RecoveryWords } from "./recovery-words";
export { Supervisor } from "./supervisor";
