/** What is wrong with one value, and where in it. readValue and writeValue turn it into a SkepError that names the object. */
export class ValueProblem extends Error {
  readonly code: 'VALUE_MALFORMED' | 'VALUE_FIELD_INVALID' | 'VALUE_FIELD_UNKNOWN' | 'VALUE_KIND_UNKNOWN';
  /** As in src/lib/kinds/path.ts; '' for the object itself. */
  readonly path: string;

  constructor(code: ValueProblem['code'], path: string, reason: string) {
    super(reason);
    this.code = code;
    this.path = path;
  }
}
