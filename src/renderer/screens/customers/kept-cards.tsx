import { expiryText } from "../../../shared/card";
import { defaultFirst, type KeptCard } from "../../../shared/customer";
import { cardWords } from "../../../shared/words/card";
import { BrandMark } from "../../parts/brand-mark";
import { Pill } from "../../parts/pill";
import { cardHeard } from "./customer-words";

/** The cards as this computer last saw them; nothing can be done to them from here. */
export function KeptCards({ cards }: { readonly cards: readonly KeptCard[] }) {
  return (
    <section className="on-file-section">
      <h3 id="cards-kept" className="story-title">
        {cardWords.onFileThen}
      </h3>
      {cards.length === 0 ? <p className="quiet small">{cardWords.none}</p> : null}
      <ul aria-labelledby="cards-kept" className="file-cards">
        {defaultFirst(cards).map((card, at) => (
          // Ids can repeat in one list (docs/payarc.md 19), so the place is part of the key.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={`${at} ${card.id}`} className="file-card">
            <BrandMark brand={card.brand} />
            <span className="grow">
              <span className="heard-only">{cardHeard(card)}</span>
              <span className="file-card-name" aria-hidden="true">
                {cardWords.four({ last4: card.last4 ?? cardWords.unknownFour })}{" "}
                <span className="quiet">{expiryText(card.expMonth, card.expYear)}</span>
              </span>
              <span className="file-card-marks">
                {card.isDefault ? <Pill tone="plain">{cardWords.default}</Pill> : null}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
