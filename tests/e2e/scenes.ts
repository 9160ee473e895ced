import { FRAME, SETTINGS } from "./scenes-frame";
import { ACTIVITY, CUSTOMERS, HOLDS, PAYMENTS } from "./scenes-lists";
import { ORDERS } from "./scenes-order";
import { OVERVIEW } from "./scenes-overview";
import type { Scene } from "./scene";

/** The scenes by where they are; those of one place can be gone through in one desk that has worked. */
export const PLACES = {
  order: ORDERS,
  customers: CUSTOMERS,
  payments: PAYMENTS,
  holds: HOLDS,
  activity: ACTIVITY,
  overview: OVERVIEW,
  settings: SETTINGS,
  frame: FRAME,
} as const;

export const SCENES: readonly Scene[] = Object.values(PLACES).flat();
