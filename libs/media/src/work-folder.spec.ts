import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openWorkFolder, sweepWorkFolders } from './work-folder.js';

describe('a work folder', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'kinoline-spec-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  it('goes with all in it, also when the work fails', async () => {
    const work = async () => {
      await using folder = await openWorkFolder({ purpose: 'framer', keep: false, root });
      await writeFile(folder.path('clip.mp4'), 'x');
      throw new Error('the work failed');
    };
    await expect(work()).rejects.toThrow('the work failed');
    expect(await readdir(root)).toEqual([]);
  });

  it('stays when intermediates are kept', async () => {
    {
      await using folder = await openWorkFolder({ purpose: 'framer', keep: true, root });
      await writeFile(folder.path('clip.mp4'), 'x');
    }
    expect(await readdir(root)).toEqual([expect.stringMatching(/^kinoline-kept-framer-/)]);
  });

  it('is swept when a killed process left it behind', async () => {
    const [old, fresh, kept, foreign] = await Promise.all([
      openWorkFolder({ purpose: 'framer', keep: false, root }),
      openWorkFolder({ purpose: 'framer', keep: false, root }),
      openWorkFolder({ purpose: 'framer', keep: true, root }),
      openWorkFolder({ purpose: 'stitcher', keep: false, root }),
    ]);
    const yesterday = new Date(Date.now() - 86_400_000);
    for (const folder of [old, kept, foreign]) await utimes(dirname(folder.path('x')), yesterday, yesterday);

    expect(await sweepWorkFolders({ purpose: 'framer', root }, 3_600_000)).toBe(1);

    expect(await readdir(root)).toHaveLength(3);
    expect(await readdir(root)).toContain(dirname(fresh.path('x')).split('/').at(-1));
  });
});
