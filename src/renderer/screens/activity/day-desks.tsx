import { moneyText } from "../../../shared/currency";
import { allDesks, deskLabel, deskMore } from "../../../shared/desk-sums";
import type { DayClose, DaySums, DeskSum } from "../../../shared/day-close";
import { dayCloseWords as words } from "../../../shared/words/day-close";

/** What each desk of the shop took on a day, each currency by itself; nothing where no other desk is known. */
export function DayDesks({ close }: { readonly close: DayClose }) {
  const told = [close, ...close.others].filter(({ byDesk }) => byDesk.length > 0);
  if (told.length === 0 && close.deskNotes.length === 0) return null;
  return (
    <section aria-label={words.byDesk} className="sheet">
      <h2>{words.byDesk}</h2>
      {told.length === 0 ? <p className="quiet">{words.nothingTaken}</p> : null}
      {told.map((sums) => (
        <Desks key={sums.currency} sums={sums} name={close.others.length > 0} />
      ))}
      {close.deskNotes.map((note) => (
        <p key={note} className="quiet small">
          {note}
        </p>
      ))}
    </section>
  );
}

function Desks({ sums: { currency, byDesk }, name }: { readonly sums: DaySums; readonly name: boolean }) {
  const row = (label: string, { count, amount }: DeskSum["taken"], more: readonly string[], mark?: string) => (
    <tr key={label} className={mark}>
      <th scope="row">
        {label}
        {more.map((line) => (
          <span key={line} className="quiet small sums-back">
            {line}
          </span>
        ))}
      </th>
      <td>{count}</td>
      <td>{moneyText(amount, currency)}</td>
    </tr>
  );
  return (
    <table className="sums">
      {name ? <caption className="quiet small">{words.byDeskIn({ currency })}</caption> : null}
      <tbody>
        {byDesk.map((desk) => row(deskLabel(desk), desk.taken, deskMore(desk, currency)))}
        {byDesk.length > 1 ? row(words.allDesks, allDesks(byDesk), [], "sums-total") : null}
      </tbody>
    </table>
  );
}
