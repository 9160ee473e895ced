/** What moves on an account, in words: the colour is never all there is. */
export const ENVIRONMENT_WORDS = {
  practice: "practice money",
  test: "no real money",
  live: "real money",
} as const;
