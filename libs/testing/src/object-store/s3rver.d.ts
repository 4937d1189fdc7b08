/** The part of @20minutes/s3rver 5.0.0 used here; the package brings no types (read from its lib/s3rver.js). */
declare module '@20minutes/s3rver' {
  import type { RequestListener } from 'node:http';

  export interface S3rverOptions {
    directory: string;
    silent: boolean;
    /** False: the bucket is always the first part of the path. */
    vhostBuckets: boolean;
  }

  export default class S3rver {
    constructor(options: Partial<S3rverOptions>);
    silent: boolean;
    callback(): RequestListener;
  }
}
