import { Stub, StubWaiting } from "../../parts/stub";

export function OrderScreen(_props: { readonly shown: boolean }) {
  return (
    <div className="page split">
      <div />
      <Stub name="Result">
        <StubWaiting>{"The result appears here:\napproved, declined, or still being checked,\nin words you can read to the caller."}</StubWaiting>
      </Stub>
    </div>
  );
}
