import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as made from '../../test/facts.js';
import { cutsOf, endOf, holdOf, workSeconds } from './cuts.js';
import { costOf } from './money.js';
import { coveredMs, providerSecondsOf } from './provider-time.js';
import { stageTimes } from './stages.js';

describe('costOf', () => {
  it('counts a take once although generator and framer both tell of it', () => {
    expect(costOf(made.wholeJob())).toBe(1.2);
  });

  it('counts failed takes and second takes', () => {
    const facts = [made.failed(1, 3, 0.5), made.generated(1, 9, 3, 2), made.rendered(1, 10, 0.9, 2)];
    expect(costOf(facts)).toBe(1.1);
  });
});

describe('coveredMs', () => {
  it('counts spans side by side once', () => {
    expect(
      coveredMs([
        { from: 0, to: 10 },
        { from: 5, to: 12 },
        { from: 20, to: 21 },
      ]),
    ).toBe(13);
  });

  it('is at most the sum and at least the longest span', () => {
    const span = fc.tuple(fc.nat(1000), fc.nat(1000)).map(([from, length]) => ({ from, to: from + length }));
    fc.assert(
      fc.property(fc.array(span, { minLength: 1 }), (spans) => {
        const lengths = spans.map(({ from, to }) => to - from);
        const covered = coveredMs(spans);
        expect(covered).toBeLessThanOrEqual(lengths.reduce((sum, each) => sum + each, 0));
        expect(covered).toBeGreaterThanOrEqual(Math.max(...lengths));
      }),
    );
  });
});

describe('providerSecondsOf', () => {
  it('adds up what the provider took for scenes one after the other', () => {
    expect(providerSecondsOf(made.wholeJob())).toBe(8);
  });

  it('counts the whole span of a take that failed at the provider', () => {
    expect(providerSecondsOf([made.asked(1, 1), made.failed(1, 6)])).toBe(5);
  });

  it('never exceeds the time between asking and having', () => {
    expect(providerSecondsOf([made.asked(1, 1), made.generated(1, 3, 60)])).toBe(2);
  });
});

describe('stageTimes', () => {
  it('tells where the time of a job went', () => {
    const times = stageTimes(made.wholeJob());
    const rounded = Object.entries(times).map(([stage, seconds]) => [stage, Math.round(seconds * 10) / 10]);
    expect(Object.fromEntries(rounded)).toEqual({
      planning: 1,
      generating: 1.5,
      framing: 1.5,
      stitching: 0.8,
      delivering: 0.2,
    });
  });
});

describe('endOf', () => {
  it('is the first end that was said', () => {
    expect(endOf([...made.wholeJob(), made.cancelled(14)])?.name).toBe('JobDelivered');
    expect(endOf([made.requested()])).toBeUndefined();
  });

  it('is none while the job goes on in a new cut', () => {
    const goesOn = [...made.wholeJob(), ...secondCut];
    expect(endOf(goesOn)).toBeUndefined();
    expect(endOf([...goesOn, made.cancelled(30, 2)])?.name).toBe('JobCancelled');
    // Said of the first cut when it was over: too late to call anything off.
    expect(endOf([...goesOn, made.cancelled(30, 1)])).toBeUndefined();
  });

  it('stands when a change was refused: the cut is the same', () => {
    const refused = made.later(made.planned(2), 21, { revision: 2 });
    expect(endOf([...made.wholeJob(), made.changed(20, { kind: 'finish' }), refused])?.name).toBe(
      'JobDelivered',
    );
  });
});

const secondCut = [
  made.changed(20, { kind: 'retake', scenes: [{ scene: 2 }] }),
  made.later(made.planned(2), 21, { revision: 2, cut: 2 }),
  made.later(made.asked(2, 21, 2), 21, { cut: 2, revision: 2 }),
];

describe('holdOf', () => {
  it('is the hold that nobody has answered yet', () => {
    const held = [made.requested(), made.planned(2), made.held(9)];
    expect(holdOf(held)?.name).toBe('JobHeld');
    expect(holdOf([...held, made.cancelled(10)])).toBeUndefined();
    expect(holdOf([...held, ...secondCut])).toBeUndefined();
  });
});

describe('cutsOf', () => {
  it('begins a cut with the change that was asked for', () => {
    const cuts = cutsOf([...made.wholeJob(), ...secondCut]);
    expect(cuts.map(({ cut, facts }) => [cut, facts[0]?.name, facts.length])).toEqual([
      [1, 'JobRequested', 11],
      [2, 'ChangeRequested', 3],
    ]);
  });

  it('keeps every fact, once and in order', () => {
    const facts = [...made.wholeJob(), ...secondCut, made.held(30, 2)];
    expect(cutsOf(facts).flatMap((cut) => cut.facts)).toEqual(facts);
    expect(cutsOf([])).toEqual([{ cut: 1, facts: [] }]);
  });
});

describe('workSeconds', () => {
  it('does not count what a person thinks between cuts', () => {
    expect(workSeconds([...made.wholeJob(), ...secondCut, made.held(25, 2)])).toBe(13 + 5);
  });
});
