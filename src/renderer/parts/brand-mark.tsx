import type { Brand } from "../../shared/card";

/**
 * A small mark for a card's brand, of our own drawing: enough to know the card by, no copy of a trade mark's artwork.
 * Heard by its `name`; without one, the words beside it say it. A brand that is not known shows a plain card.
 */
export function BrandMark({
  brand,
  name,
  size = 40,
}: {
  readonly brand: Brand;
  readonly name?: string;
  readonly size?: number;
}) {
  return (
    <svg
      className={`brand-mark brand-${brand}`}
      viewBox="0 0 40 26"
      width={size}
      height={(size * 26) / 40}
      role="img"
      aria-label={name}
      aria-hidden={name === undefined}
    >
      {DRAWINGS[brand]}
    </svg>
  );
}

const word = (text: string, size: number, style?: "italic") => (
  <text
    x="20"
    y={13 + size * 0.36}
    textAnchor="middle"
    fontSize={size}
    fontWeight="750"
    fontStyle={style}
    letterSpacing="-0.2"
    fill="currentColor"
  >
    {text}
  </text>
);

const DRAWINGS: Readonly<Record<Brand, React.JSX.Element>> = {
  visa: word("VISA", 16, "italic"),
  mastercard: (
    <>
      <circle cx="15" cy="13" r="8.5" fill="#d9222a" />
      <circle cx="25" cy="13" r="8.5" fill="#ee9f2d" />
      <path d="M20 6.13a8.5 8.5 0 0 1 0 13.74 8.5 8.5 0 0 1 0-13.74Z" fill="#e8661f" />
    </>
  ),
  amex: (
    <>
      <rect x="3" y="2" width="34" height="22" rx="3" fill="#1f6fbf" />
      <text x="20" y="16.6" textAnchor="middle" fontSize="10" fontWeight="750" letterSpacing="0.2" fill="#fff">
        AMEX
      </text>
    </>
  ),
  discover: (
    <>
      <rect x="1.5" y="2.5" width="37" height="21" rx="3" fill="none" stroke="currentColor" />
      <text x="5" y="15.6" fontSize="7.4" fontWeight="700" fill="currentColor">
        DISC
      </text>
      <circle cx="28.5" cy="13" r="5" fill="#e8741c" />
    </>
  ),
  diners: (
    <>
      <circle cx="20" cy="13" r="10" fill="none" stroke="#2a6db0" strokeWidth="2" />
      <path d="M17 6.5v13a7 7 0 0 1 0-13ZM23 6.5v13a7 7 0 0 0 0-13Z" fill="#2a6db0" />
    </>
  ),
  jcb: (
    <>
      <rect x="5" y="3" width="9" height="20" rx="3" fill="#1667b0" />
      <rect x="15.5" y="3" width="9" height="20" rx="3" fill="#c62032" />
      <rect x="26" y="3" width="9" height="20" rx="3" fill="#128a43" />
    </>
  ),
  unionpay: (
    <>
      <path d="M8 3h9l-4 20H4Z" fill="#c8202f" />
      <path d="M18 3h9l-4 20h-9Z" fill="#21508a" />
      <path d="M28 3h8l-4 20h-8Z" fill="#0e7f7a" />
    </>
  ),
  maestro: (
    <>
      <circle cx="15" cy="13" r="8.5" fill="#1667b0" />
      <circle cx="25" cy="13" r="8.5" fill="#d9222a" />
      <path d="M20 6.13a8.5 8.5 0 0 1 0 13.74 8.5 8.5 0 0 1 0-13.74Z" fill="#6b4b8f" />
    </>
  ),
  elo: word("elo", 16),
  unknown: (
    <>
      <rect x="5" y="3.5" width="30" height="19" rx="3" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M5 9.5h30" stroke="currentColor" strokeWidth="3" />
    </>
  ),
};
