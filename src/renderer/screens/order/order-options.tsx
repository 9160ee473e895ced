import { dollars } from "../../../shared/money";
import type { Channel } from "../../../shared/outcome";
import { percentText } from "../../../shared/surcharge";
import { CHANNEL_WORDS } from "../../payment/words";
import { Kbd } from "../../parts/kbd";
import { Segmented } from "../../parts/segmented";
import { Switch } from "../../parts/switch";
import { useCan } from "../../stores/app";
import { keyHint } from "../../stores/shortcuts";
import type { OrderFields } from "../../stores/order-fields";

const CHANNELS = (["phone", "mail", "in_person", "online"] as const).map((value) => ({
  value,
  label: CHANNEL_WORDS[value],
}));

/** What to do with the order: its channel, authorize only, save the card, and the fold of everything else. */
export function OrderOptions(props: {
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
  const canChannel = useCan("moto_channel");
  const canKeepCards = useCan("cards_on_file");
  return (
    <div className="order-options">
      {canChannel ? (
        <Segmented<Channel>
          label="Channel"
          value={fields.channel}
          choices={CHANNELS}
          disabled={disabled}
          onChange={(channel) => onChange({ channel })}
        />
      ) : null}
      <Switch
        label="Authorize only"
        on={fields.authorizeOnly}
        disabled={disabled}
        onChange={(authorizeOnly) => onChange({ authorizeOnly })}
      />
      {canKeepCards ? (
        <Switch
          label="Save card"
          on={fields.saveCard}
          disabled={disabled || !props.canSaveCard}
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
        More <Kbd>{keyHint("order", "more")}</Kbd>
      </button>
      {canChannel ? null : (
        <p className="order-options-note quiet small">
          It is sent as an online payment: this connection has no mark for phone and mail orders.
        </p>
      )}
      {surcharge ? (
        <div className="order-options-wide">
          <Switch
            label={`Credit card: add ${percentText(surcharge.basisPoints)} % surcharge${surcharge.would > 0 ? ` (${dollars(surcharge.would)})` : ""}`}
            on={fields.surcharge}
            disabled={disabled}
            onChange={(on) => onChange({ surcharge: on })}
          />
          <Kbd>{keyHint("order", "surcharge")}</Kbd>
        </div>
      ) : null}
    </div>
  );
}
