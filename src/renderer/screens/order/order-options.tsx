import { memo } from "react";
import { dollars } from "../../../shared/money";
import type { Channel } from "../../../shared/outcome";
import { percentText } from "../../../shared/surcharge";
import { orderFieldWords as words } from "../../../shared/words/order-fields";
import { CHANNEL_WORDS } from "../../payment/words";
import { Kbd } from "../../parts/kbd";
import { Segmented } from "../../parts/segmented";
import { Switch } from "../../parts/switch";
import { useMayCan } from "../../stores/app";
import { keyHint } from "../../stores/shortcuts";
import type { OrderFields } from "../../stores/order-fields";
import { CHANNELS } from "../../../shared/outcome";

const CHOICES = CHANNELS.map((value) => ({ value, label: CHANNEL_WORDS[value] }));

/** What to do with the order: its channel, authorize only, save the card, and the fold of everything else. */
export const OrderOptions = memo(function OrderOptions(props: {
  readonly fields: OrderFields;
  readonly onChange: (change: Partial<OrderFields>) => void;
  readonly disabled: boolean;
  readonly canSaveCard: boolean;
  /** null where no surcharge is set up; otherwise the rate, and what it comes to on this order, in cents. */
  readonly surcharge: { readonly basisPoints: number; readonly would: number } | null;
  readonly moreOpen: boolean;
  readonly onMore: () => void;
}) {
  const { fields, onChange, disabled, surcharge } = props;
  const canChannel = useMayCan("moto_channel");
  const canKeepCards = useMayCan("cards_on_file");
  return (
    <div className="order-options">
      {canChannel ? (
        <Segmented<Channel>
          label={words.channel}
          value={fields.channel}
          choices={CHOICES}
          disabled={disabled}
          keyHint={keyHint("order", "channel")}
          onChange={(channel) => onChange({ channel })}
        />
      ) : null}
      <Switch
        label={words.authorizeOnly}
        on={fields.authorizeOnly}
        disabled={disabled}
        keyHint={keyHint("order", "authorizeOnly")}
        onChange={(authorizeOnly) => onChange({ authorizeOnly })}
      />
      {canKeepCards ? (
        <Switch
          label={words.saveCard}
          on={fields.saveCard}
          disabled={disabled || !props.canSaveCard}
          keyHint={keyHint("order", "saveCard")}
          onChange={(saveCard) => onChange({ saveCard })}
        />
      ) : null}
      <button
        type="button"
        className="more-link"
        aria-expanded={props.moreOpen}
        aria-controls="order-more"
        onClick={props.onMore}
      >
        {words.more} <Kbd>{keyHint("order", "more")}</Kbd>
      </button>
      {canChannel ? null : <p className="order-options-note quiet small">{words.onlyOnline}</p>}
      {surcharge ? (
        <div className="order-options-wide">
          <Switch
            label={words.surcharge({
              percent: percentText(surcharge.basisPoints),
              amount: surcharge.would > 0 ? dollars(surcharge.would) : null,
            })}
            on={fields.surcharge}
            disabled={disabled}
            onChange={(on) => onChange({ surcharge: on })}
          />
          <Kbd>{keyHint("order", "surcharge")}</Kbd>
        </div>
      ) : null}
    </div>
  );
});
