const QUANTITY = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d{1,9})?$/;

/**
 * Does resource.ParseQuantity take the text? Skep stores a quantity as it was written: the server reads "0.5" and "500m" alike,
 * and brings it to its canonical text at the next update.
 */
export function isQuantity(text: string): boolean {
  return QUANTITY.test(text);
}
