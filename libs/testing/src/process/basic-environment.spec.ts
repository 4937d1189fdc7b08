import { describe, expect, it } from '@jest/globals';
import { basicEnvironment } from './basic-environment.js';

describe('basicEnvironment', () => {
  it('passes on the search path and no token', () => {
    const env = { PATH: '/bin', HOME: undefined, REPLICATE_API_TOKEN: 'secret', NODE_OPTIONS: '--inspect' };
    expect(basicEnvironment(env)).toEqual({ PATH: '/bin' });
  });
});
