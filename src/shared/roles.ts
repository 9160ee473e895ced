/** The roles, from the one that may least to the one that may all. */
export const ROLES = ["front_desk", "back_office", "supervisor", "owner"] as const;
export type Role = (typeof ROLES)[number];
