/** Injection token of the duties, `Documents<Duty>`. */
export const DUTIES = Symbol('Duties');
