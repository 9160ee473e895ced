import { moneyText } from "../../../shared/currency";
import type { DayClose, DaySums, Sum } from "../../../shared/day-close";
import { dayCloseWords as words } from "../../../shared/words/day-close";
import { Pill } from "../../parts/pill";

/** The figures of a day, each currency by itself. */
export function DayFigures({ close }: { readonly close: DayClose }) {
  const { compared, currency } = close;
  const all: readonly DaySums[] = [close, ...close.others];
  const side = (label: string, count: number, amount: number): Sum => ({ label, currency, count, amount, refunded: 0 });
  return (
    <div className="day-sums">
      <Totals name={words.totals} sums={close} />
      {close.others.map((sums) => (
        <Totals key={sums.currency} name={words.totalsIn({ currency: sums.currency })} sums={sums} />
      ))}
      <Sheet name={words.byPerson} rows={all.flatMap(({ byPerson }) => byPerson)} />
      <Sheet name={words.byBrand} rows={all.flatMap(({ byBrand }) => byBrand)} />
      <Sheet name={words.byChannel} rows={all.flatMap(({ byChannel }) => byChannel)} />
      <section aria-label={words.compared.title} className="sheet">
        <h2>
          {words.compared.title}
          <Pill tone={compared.verdict === "same" ? "good" : "warn"}>{words.compared[compared.verdict]}</Pill>
        </h2>
        <Sums
          rows={[
            side(words.compared.here, compared.journalCount, compared.journalAmount),
            side(words.compared.listed, compared.listedCount, compared.listedAmount),
          ]}
        />
      </section>
    </div>
  );
}

/** What was taken, what goes off it, and what is left for the bank; then what took no money. */
function Totals({ name, sums }: { readonly name: string; readonly sums: DaySums }) {
  const { currency, taken } = sums;
  return (
    <section aria-label={name} className="sheet">
      <h2>{name}</h2>
      <p className="day-money">{moneyText(taken.amount, currency)}</p>
      <p className="quiet">{words.takenIn({ count: taken.count })}</p>
      <ToTheBank sums={sums} />
      <Sums
        rows={[
          ...(sums.disputed.count > 0 ? [sums.disputed] : []),
          sums.held,
          sums.voided,
          sums.declined,
          ...(sums.lapsed.count > 0 ? [sums.lapsed] : []),
        ]}
      />
    </section>
  );
}

/** MONEY: a fee that the processor does not tell is not guessed, and that is said beside the sum. */
export function ToTheBank({ sums }: { readonly sums: DaySums }) {
  const { currency, taken, refundedToday, expected, disputed } = sums;
  const told = taken.count - expected.untold;
  return (
    <>
      <table className="sums sums-bank">
        <tbody>
          <tr>
            <th scope="row">{words.sums.refunded}</th>
            <td>{refundedToday.count}</td>
            <td>{moneyText(-refundedToday.amount, currency)}</td>
          </tr>
          <tr>
            <th scope="row">{words.sums.fees}</th>
            <td>{told === taken.count ? "" : told}</td>
            <td>{told === 0 && taken.count > 0 ? words.notTold : moneyText(-expected.fees, currency)}</td>
          </tr>
          <tr className="sums-total">
            <th scope="row">{words.sums.expected}</th>
            <td />
            <td>{moneyText(expected.amount, currency)}</td>
          </tr>
        </tbody>
      </table>
      {expected.untold > 0 ? (
        <p className="quiet small">
          {told === 0 ? words.feesNotTold : words.feesPartlyTold({ count: expected.untold })}
        </p>
      ) : null}
      {disputed.count > 0 ? <p className="quiet small">{words.disputedNotTakenOff}</p> : null}
    </>
  );
}

function Sheet({ name, rows }: { readonly name: string; readonly rows: readonly Sum[] }) {
  return (
    <section aria-label={name} className="sheet">
      <h2>{name}</h2>
      <Sums rows={rows} />
    </section>
  );
}

/** The rows of all currencies, each in its own. */
function Sums({ rows }: { readonly rows: readonly Sum[] }) {
  if (rows.length === 0) return <p className="quiet">{words.nothingTaken}</p>;
  return (
    <table className="sums">
      <tbody>
        {rows.map(({ label, currency, count, amount, refunded }) => (
          <tr key={`${label} ${currency}`}>
            <th scope="row">{label}</th>
            <td>{count}</td>
            <td>
              {moneyText(amount, currency)}
              {refunded > 0 ? (
                <span className="quiet small sums-back">
                  {words.refundedSince({ amount: moneyText(refunded, currency) })}
                </span>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
