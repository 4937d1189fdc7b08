/** Injection token of the records of the persons, `Documents<Person>`. */
export const PERSON_RECORDS = Symbol('PersonRecords');
