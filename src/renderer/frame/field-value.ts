/** A field of text that a person can type in. */
export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Whether it is an input, of any type, or a text area. */
export function isTextField(target: EventTarget | null): target is TextField {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** Sets a field's text by the prototype's setter, so that React takes the change over at the next input event. */
export function setFieldValue(field: TextField, text: string): void {
  const proto = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(proto, "value")?.set?.call(field, text);
}
