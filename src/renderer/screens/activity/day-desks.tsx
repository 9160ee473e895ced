import { useEffect, useState } from "react";
import type { DeskDay } from "../../../shared/desks";
import { sumsText } from "../../../shared/currency";
import { desksScreenWords as words } from "../../../shared/words/desks-screen";
import { ask } from "../../bridge";
import { useApp } from "../../stores/app";
import { onOtherDesk } from "../../stores/desks";

/** What each desk of the shop took on a day; nothing where other desks are not seen. */
export function DayDesks(props: { readonly account: string; readonly day: string; readonly asked: number }) {
  const { account, day, asked } = props;
  const seen = useApp(({ app }) => app?.desks.seen === "seen");
  const [desks, setDesks] = useState<{ readonly day: string; readonly list: readonly DeskDay[] } | null>(null);
  const [heard, setHeard] = useState(0);
  useEffect(() => onOtherDesk(() => setHeard((count) => count + 1)), []);
  useEffect(() => {
    let gone = false;
    if (!seen) return undefined;
    ask("desks.day", { account, day }).then(
      (list) => {
        if (!gone) setDesks({ day, list });
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
    // `asked` and `heard` say when to ask anew.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- as said above
  }, [account, day, asked, heard, seen]);
  if (!seen || desks?.day !== day) return null;
  return (
    <section aria-label={words.byDesk} className="sheet">
      <h2>{words.byDesk}</h2>
      {desks.list.length === 0 ? (
        <p className="quiet">{words.nothing}</p>
      ) : (
        <table className="sums">
          <tbody>
            {desks.list.map(({ desk, here, count, sums, checking }) => (
              <tr key={desk}>
                <th scope="row">
                  {here ? words.thisDesk({ desk }) : desk}
                  {checking > 0 ? (
                    <span className="quiet small sums-back">{words.checking({ count: checking })}</span>
                  ) : null}
                </th>
                <td>{count}</td>
                <td>{sumsText(sums)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
