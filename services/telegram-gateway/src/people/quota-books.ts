/** Injection token of the quota book, `Documents<QuotaBook>`. */
export const QUOTA_BOOKS = Symbol('QuotaBooks');

/** Under which key it stands. */
export const quotaBookKey = 'all';
