import { expect, test } from "vitest";
import { lateProcessor } from "../../../src/main/boot/late-processor";
import { payarc } from "../../../src/main/processors/payarc/index";
import { capabilitiesOf, type Processor } from "../../../src/main/processors/processor";
import { startTraining } from "../../../src/main/practice/payarc/server";

function payarcAt(baseUrl: string, token: string): Processor {
  return payarc({ baseUrl, token, environment: "Training", log: () => undefined });
}

test("what it can do is known at once; what it is asked waits for its server", async () => {
  let tell: (made: Processor | string) => void = () => undefined;
  const like = payarcAt("http://127.0.0.1:9", "none");
  const late = lateProcessor(like, new Promise((made) => (tell = made)));
  expect(capabilitiesOf(late)).toEqual(capabilitiesOf(like));
  expect(late.clockOffset()).toBeNull();
  const listed = late.listPayments(null, 5);
  const customers = late.customers?.list(null, 3);
  const checked = late.check();

  const server = await startTraining({ database: { file: ":memory:", key: null } });
  const real = payarcAt(server.url, server.token);
  tell(real);
  await expect(checked).resolves.toBeUndefined();
  expect((await listed).items).toHaveLength(5);
  expect((await customers)?.items).toHaveLength(3);
  const [payment] = (await listed).items;
  expect(await late.getPayment(payment?.id ?? "")).toEqual(payment);
  late.close();
  await server.close();
});

test("where the server does not start, whoever asks hears why", async () => {
  const late = lateProcessor(payarcAt("http://127.0.0.1:9", "none"), Promise.resolve("Training did not start."));
  await expect(late.listPayments(null, 1)).rejects.toMatchObject({
    code: "not_connected",
    sentence: "Training did not start.",
  });
  await expect(late.customers?.get("cus_1")).rejects.toMatchObject({ code: "not_connected" });
  late.close();
});
