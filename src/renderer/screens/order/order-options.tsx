import type { Channel } from "../../../shared/outcome";
import { CHANNEL_WORDS } from "../../money/words";
import { Kbd } from "../../parts/kbd";
import { Segmented } from "../../parts/segmented";
import { Switch } from "../../parts/switch";
import type { OrderFields } from "./order-fields";

const CHANNELS = (["phone", "mail", "in_person", "online"] as const).map((value) => ({ value, label: CHANNEL_WORDS[value] }));

/** What to do with the order: its channel, authorize only, save the card, and the fold of everything else. */
export function OrderOptions(props: {
  readonly fields: OrderFields;
  readonly onChange: (change: Partial<OrderFields>) => void;
  readonly disabled: boolean;
  readonly canSaveCard: boolean;
  readonly moreOpen: boolean;
  readonly onMore: () => void;
}) {
  const { fields, onChange, disabled } = props;
  return (
    <div className="order-options">
      <Segmented<Channel> label="Channel" value={fields.channel} choices={CHANNELS} disabled={disabled} onChange={(channel) => onChange({ channel })} />
      <Switch label="Authorize only" on={fields.authorizeOnly} disabled={disabled} onChange={(authorizeOnly) => onChange({ authorizeOnly })} />
      <Switch label="Save card" on={fields.saveCard} disabled={disabled || !props.canSaveCard} onChange={(saveCard) => onChange({ saveCard })} />
      <button type="button" className="more-link" aria-expanded={props.moreOpen} aria-controls="order-more" onClick={props.onMore}>
        More <Kbd>M</Kbd>
      </button>
    </div>
  );
}
