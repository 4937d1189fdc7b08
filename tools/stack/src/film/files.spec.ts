import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder, type TemporaryFolder } from '@kinoline/testing';
import { CommandFailure } from '../command/command-failure.js';
import { chooseFiles } from './files.js';

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder('files');
  await mkdir(path.join(folder.path, 'films'));
  await mkdir(path.join(folder.path, 'folder.mp4'));
  await writeFile(path.join(folder.path, 'a-fox.mp4'), 'an older film');
});
afterAll(() => folder.remove());

const film = async (out?: string): Promise<string> => {
  const { film: chosen } = await chooseFiles(out, { prompt: 'A fox!', standingIn: folder.path });
  return path.relative(folder.path, chosen);
};

describe('chooseFiles', () => {
  it.each([
    ['fox.mp4', 'fox.mp4'],
    ['fox', 'fox.mp4'],
    ['films/fox.MP4', 'films/fox.MP4'],
    ['films', 'films/a-fox.mp4'],
    ['a-fox.mp4', 'a-fox.mp4'],
  ])('puts the film of --out %s into %s', async (out, chosen) => {
    expect(await film(out)).toBe(chosen);
  });

  it('never overwrites a film without being told to', async () => {
    expect(await film()).toBe('a-fox-2.mp4');
  });

  it('puts contact sheet and summary beside the film', async () => {
    const files = await chooseFiles('fox.mp4', { prompt: 'x', standingIn: folder.path });
    expect([files.contactSheet, files.summary].map((file) => path.basename(file))).toEqual([
      'fox.contact-sheet.jpg',
      'fox.summary.json',
    ]);
  });

  it.each([
    ['fox.mov', 'must end in .mp4'],
    ['nowhere/fox.mp4', 'does not exist'],
    ['/proc/fox.mp4', 'nothing can be written'],
  ])('refuses %s', async (out, line) => {
    await expect(film(out)).rejects.toThrow(line);
    await expect(film(out)).rejects.toBeInstanceOf(CommandFailure);
  });
});
