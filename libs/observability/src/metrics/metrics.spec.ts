import { describe, expect, it } from '@jest/globals';
import { messageObserver } from './message-observer.js';
import { Metrics } from './metrics.js';

describe('Metrics', () => {
  it('names what is its own after the project, and counters as OpenMetrics wants it', async () => {
    const text = await new Metrics().text();
    const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => `${name!} ${type!}`);
    expect(types.filter((line) => !/^(process|nodejs|kinoline)_/.test(line))).toEqual([]);
    expect(types.filter((line) => line.endsWith('_total counter'))).toEqual([]);
    expect(types).toEqual(
      expect.arrayContaining([
        'kinoline_jobs counter',
        'kinoline_takes counter',
        'kinoline_stage_duration_seconds histogram',
        'kinoline_cost_dollars counter',
        'kinoline_llm_tokens counter',
        'kinoline_seam_similarity histogram',
        'kinoline_messages_handled counter',
        'kinoline_retries counter',
        'kinoline_dead_letters counter',
      ]),
    );
  });

  it('shares nothing between two applications', async () => {
    const [one, other] = [new Metrics(), new Metrics()];
    one.jobs.add({ outcome: 'delivered', model: 'veo_3_1_fast' });
    expect(await one.text()).toContain('kinoline_jobs_total{outcome="delivered",model="veo_3_1_fast"} 1');
    expect(await other.text()).not.toContain('outcome="delivered"');
  });

  it('times what it runs, also when that fails, up to an hour', async () => {
    const metrics = new Metrics();
    const run = metrics.stageDuration.time({ stage: 'stitch' }, () => Promise.reject(new Error('no')));
    await expect(run).rejects.toThrow('no');
    const text = await metrics.text();
    expect(text).toContain('kinoline_stage_duration_seconds_count{stage="stitch"} 1');
    expect(text).toContain('le="3600",stage="stitch"');
  });

  it('carries no exemplar without a trace', async () => {
    const metrics = new Metrics();
    metrics.cost.add({ model: 'sora_2', operation: 'video' }, 0.4);
    expect(await metrics.text()).toMatch(
      /kinoline_cost_dollars_total\{model="sora_2",operation="video"\} 0\.4\n/,
    );
  });

  it('refuses a negative amount', () => {
    expect(() => new Metrics().cost.add({ model: 'sora_2', operation: 'video' }, -1)).toThrow();
  });
});

describe('messageObserver', () => {
  it('counts by outcome, and retries and dead letters besides', async () => {
    const metrics = new Metrics();
    const observer = messageObserver(metrics);
    const message = { name: 'SceneRequested' };
    for (const outcome of ['acked', 'retried', 'dead-lettered', 'handed-back'])
      observer.handled(message, outcome, 1);
    observer.said(message, 'said');
    const text = await metrics.text();
    for (const outcome of ['acked', 'retried', 'dead-lettered', 'handed-back']) {
      expect(text).toContain(
        `kinoline_messages_handled_total{message="SceneRequested",outcome="${outcome}"} 1`,
      );
    }
    expect(text).toContain('kinoline_retries_total{message="SceneRequested"} 1');
    expect(text).toContain('kinoline_dead_letters_total{message="SceneRequested"} 1');
    expect(text).toContain('kinoline_message_handling_seconds_count{message="SceneRequested"} 4');
    expect(text).toContain('kinoline_messages_said_total{message="SceneRequested",outcome="said"} 1');
  });
});
