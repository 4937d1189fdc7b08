import { promptMaxCharacters } from '@kinoline/contracts';
import type { DialogContext } from './dialog.js';
import type { ExtendDraft } from './film-change.js';
import { countScreen, counts, moreScreen, nextScreen } from './more-screens.js';
import type { Step } from './step.js';

/**
 * The next step of choosing how a film goes on. An action that means nothing here shows the present choice.
 *
 * @param value - the number of scenes, or the text that came
 */
export function extendStep(
  context: DialogContext,
  draft: ExtendDraft,
  action: string,
  value: string | undefined,
): Step {
  const { words } = context;
  switch (action) {
    case 'count':
      return counted(context, draft);
    case 'add': {
      const scenes = counts.find((count) => String(count) === value);
      return present(context, { ...draft, ...(scenes !== undefined && { scenes }) }, { asking: true });
    }
    case 'next':
      return present(context, draft, { asking: true });
    case 'decide':
      return present(context, { ...draft, prompt: words.plain('delivery-more-default-prompt') });
    case 'text':
      return written(context, draft, value ?? '');
    default:
      return present(context, draft);
  }
}

function written(context: DialogContext, draft: ExtendDraft, prompt: string): Step {
  if (prompt.length <= promptMaxCharacters) return present(context, { ...draft, prompt });
  const filled = { characters: prompt.length, most: promptMaxCharacters };
  const step = present(context, draft, { asking: true });
  return {
    ...step,
    ...(step.kind === 'show' && { note: context.words.html('text-too-long', filled) }),
  };
}

/** The first thing that is not chosen yet, else the whole choice. */
function present(context: DialogContext, draft: ExtendDraft, { asking = false } = {}): Step {
  const { scenes, prompt } = draft;
  if (scenes === undefined) return counted(context, draft);
  if (prompt === undefined || asking) {
    return { kind: 'show', what: draft, screen: nextScreen(context), awaiting: 'next' };
  }
  const screen = moreScreen(context, { ...draft, scenes, prompt });
  return screen ? { kind: 'show', what: draft, screen } : counted(context, draft);
}

function counted(context: DialogContext, draft: ExtendDraft): Step {
  const screen = countScreen(context);
  return screen ? { kind: 'show', what: draft, screen } : { kind: 'end', because: 'delivery-more-full' };
}
