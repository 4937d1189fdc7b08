import { describe, expect, it } from '@jest/globals';
import { InOrder } from './in-order.js';

describe('tasks in order', () => {
  it('wait for those of the same key alone, and survive a failure', async () => {
    const inOrder = new InOrder();
    const told: string[] = [];
    const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();
    const first = inOrder.run('a', async () => {
      await gate;
      told.push('a1');
      throw new Error('a1 broke');
    });
    const second = inOrder.run('a', () => Promise.resolve(told.push('a2')));
    await inOrder.run('b', () => Promise.resolve(told.push('b1')));
    expect(told).toEqual(['b1']);
    open(undefined);
    await expect(first).rejects.toThrow('a1 broke');
    await second;
    expect(told).toEqual(['b1', 'a1', 'a2']);
  });

  it('wait aside when there are others before them, and only then', async () => {
    const inOrder = new InOrder(2);
    const told: string[] = [];
    const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();
    const run = (name: string): Promise<unknown> =>
      inOrder.run(
        'a',
        async () => {
          await gate;
          told.push(`${name} ran`);
        },
        (turn) => {
          told.push(`${name} waits`);
          return turn;
        },
      );
    const runs = ['a1', 'a2', 'a3'].map(run);
    expect(told).toEqual(['a3 waits']);
    open(undefined);
    await Promise.all(runs);
    expect(told).toEqual(['a3 waits', 'a1 ran', 'a2 ran', 'a3 ran']);
  });
});
