import { BRAND_NAMES, expiryText } from "../../../shared/card";
import type { CardOnFile } from "../../../shared/customer";
import { BrandMark } from "../../parts/brand-mark";
import { Button } from "../../parts/button";
import { Pill } from "../../parts/pill";
import { cardHealth } from "../order/card-health";

/** The cards of a customer: brand, last four, expiry, and which one a charge takes when none is chosen. */
export function CardsOnFile(props: {
  readonly cards: readonly CardOnFile[];
  readonly now: number;
  /** The card whose change is under way. */
  readonly busyId: string | null;
  readonly onDefault: (card: CardOnFile) => void;
  readonly onRemove: (card: CardOnFile) => void;
}) {
  const { cards, now, busyId, onDefault, onRemove } = props;
  return (
    <section className="on-file-section">
      <h3 id="cards-on-file" className="story-title">
        Cards on file
      </h3>
      {cards.length === 0 ? <p className="quiet small">No card on file yet.</p> : null}
      <ul aria-labelledby="cards-on-file" className="file-cards">
        {cards.map((card, at) => {
          const health = cardHealth(card.expMonth, card.expYear, now);
          const name = `${card.brand === "unknown" && card.brandRaw ? card.brandRaw : BRAND_NAMES[card.brand]} ending ${card.last4 ?? "unknown"}, expires ${expiryText(card.expMonth, card.expYear)}`;
          return (
            // Ids can repeat in one list (fact sheet 19), so the place is part of the key.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={`${at} ${card.id}`} className="file-card">
              <BrandMark brand={card.brand} />
              <span className="grow" id={`file-card-${at}`}>
                <span className="heard-only">{name}</span>
                <span className="file-card-name" aria-hidden="true">
                  ···· {card.last4 ?? "????"} <span className="quiet">{expiryText(card.expMonth, card.expYear)}</span>
                </span>
                <span className="file-card-marks">
                  {card.isDefault ? <Pill tone="good">Default</Pill> : null}
                  {health === "good" ? null : <Pill tone={health === "expired" ? "bad" : "warn"}>{health === "expired" ? "Expired" : "Expires soon"}</Pill>}
                  {twin(cards, at) ? <Pill tone="warn">On file twice</Pill> : null}
                </span>
              </span>
              <span className="file-card-steps">
                {card.isDefault ? null : (
                  <Button size="small" describedBy={`file-card-${at}`} busy={busyId === card.id} onPress={() => onDefault(card)}>
                    Make default
                  </Button>
                )}
                <Button size="small" kind="quiet" describedBy={`file-card-${at}`} onPress={() => onRemove(card)}>
                  Remove
                </Button>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The same card stands earlier in the list, as far as can be told without its number (fact sheet 19: a hint, no proof). */
function twin(cards: readonly CardOnFile[], at: number): boolean {
  const card = cards[at];
  return cards.slice(0, at).some((other) => other.brand === card?.brand && other.last4 === card.last4 && other.expMonth === card.expMonth && other.expYear === card.expYear);
}
