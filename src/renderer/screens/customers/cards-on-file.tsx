import { expiryText } from "../../../shared/card";
import { defaultFirst, twinOf, type CardOnFile } from "../../../shared/customer";
import { cardWords } from "../../../shared/words/card";
import { BrandMark } from "../../parts/brand-mark";
import { Button } from "../../parts/button";
import { goOnAt } from "../../parts/focus-home";
import { Pill } from "../../parts/pill";
import { cardHealth } from "../../card/card-health";
import { cardHeard } from "./customer-words";

/** After a card was changed or removed the hand goes on at this one, else at the first, else at Add card. */
export function goOnAtCard(cardId: string | null): void {
  goOnAt(() => {
    const cards = [...document.querySelectorAll<HTMLElement>(".file-card[data-card]")];
    const card = cards.find(({ dataset }) => dataset["card"] === cardId) ?? cards[0];
    return card?.querySelector<HTMLElement>("button") ?? document.querySelector<HTMLElement>(".customer-add-card");
  });
}

/** The cards of a customer, the default first: brand, last four, expiry, and what can be done with each. */
export function CardsOnFile(props: {
  readonly cards: readonly CardOnFile[];
  readonly now: number;
  /** The card whose change is under way. */
  readonly busyId: string | null;
  readonly onDefault: (card: CardOnFile) => void;
  readonly onReplace: (card: CardOnFile) => void;
  readonly onRemove: (card: CardOnFile) => void;
}) {
  const { now, busyId, onDefault, onReplace, onRemove } = props;
  const cards = defaultFirst(props.cards);
  return (
    <section className="on-file-section">
      <h3 id="cards-on-file" className="story-title">
        {cardWords.onFile}
      </h3>
      {cards.length === 0 ? <p className="quiet small">{cardWords.noneYet}</p> : null}
      <ul aria-labelledby="cards-on-file" className="file-cards">
        {cards.map((card, at) => {
          const health = cardHealth(card.expMonth, card.expYear, now);
          const twin = twinOf(cards, at);
          return (
            // Ids can repeat in one list (docs/payarc.md 19), so the place is part of the key.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={`${at} ${card.id}`} className="file-card" data-card={card.id}>
              <BrandMark brand={card.brand} />
              <span className="grow" id={`file-card-${at}`}>
                <span className="heard-only">{cardHeard(card)}</span>
                <span className="file-card-name" aria-hidden="true">
                  {cardWords.four({ last4: card.last4 ?? cardWords.unknownFour })}{" "}
                  <span className="quiet">{expiryText(card.expMonth, card.expYear)}</span>
                </span>
                <span className="file-card-marks">
                  {card.isDefault ? <Pill tone="plain">{cardWords.default}</Pill> : null}
                  {health === "good" ? null : (
                    <Pill tone={health === "expired" ? "bad" : "warn"}>{cardWords.health[health]}</Pill>
                  )}
                </span>
              </span>
              {twin ? (
                <span className="file-card-twin quiet small">
                  {twin.renewed
                    ? cardWords.renewed({ expiry: expiryText(twin.of.expMonth, twin.of.expYear) || null })
                    : cardWords.sameCard}
                </span>
              ) : null}
              <span className="file-card-steps">
                {card.isDefault ? null : (
                  <Button
                    size="small"
                    describedBy={`file-card-${at}`}
                    busy={busyId === card.id}
                    onPress={() => onDefault(card)}
                  >
                    {cardWords.makeDefault}
                  </Button>
                )}
                <Button
                  size="small"
                  kind={health === "good" ? "quiet" : "plain"}
                  describedBy={`file-card-${at}`}
                  onPress={() => onReplace(card)}
                >
                  {cardWords.replace}
                </Button>
                <Button
                  size="small"
                  kind="quiet"
                  needs="cards.remove"
                  describedBy={`file-card-${at}`}
                  onPress={() => onRemove(card)}
                >
                  {cardWords.remove}
                </Button>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
