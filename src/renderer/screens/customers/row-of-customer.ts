import { customerTitle, type CustomerShow } from "../../../shared/customer";
import { ask } from "../../bridge";
import { plain } from "../../parts/type-ahead";

/**
 * The row of the first customer whose name begins with what was typed; null: nobody's does. The list is by name, and
 * long, so it is looked up by halves.
 */
export async function rowOfCustomer(show: CustomerShow, count: number, typed: string): Promise<number | null> {
  const wanted = plain(typed);
  const titleAt = async (offset: number): Promise<string | null> => {
    const { lines } = await ask("customers.list", { clue: "", offset, limit: 1, show });
    const [line] = lines;
    // Those without a name stand at the end.
    return line?.name ? plain(customerTitle(line)) : null;
  };
  let from = 0;
  let to = count;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const title = await titleAt(middle);
    if (title !== null && title < wanted) from = middle + 1;
    else to = middle;
  }
  const found = from < count ? await titleAt(from) : null;
  return found?.startsWith(wanted) ? from : null;
}
