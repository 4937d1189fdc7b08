/** Injection token of the jobs that chats show, `Documents<ShownJob>` by job id. */
export const SHOWN_JOBS = Symbol('ShownJobs');
