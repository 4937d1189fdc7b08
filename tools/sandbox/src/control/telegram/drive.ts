import type { ChatFacts } from '../../telegram/people/enter.js';
import type { Screen, Tap } from '../../telegram/screens.js';
import type { ControlHttp } from '../http.js';
import { ChatView } from './chat-view.js';
import type { BotSight, Person, Tapped, Wanted } from './person.js';
import { buttonOf, describe, keyOf, matches } from './look.js';

const patienceMs = 15_000;

function wordsOf(wanted: Wanted): string {
  return typeof wanted === 'function' ? 'the condition' : String(wanted);
}

/** A person, driven over the control API. */
export function drivePerson(http: ControlHttp, chat: ChatFacts): Person {
  const view = new ChatView(http, chat.id);
  const id = chat.person?.id ?? Math.abs(chat.id);
  let acted = 0;

  const act = async (path: string, body: object = {}): Promise<unknown> => {
    const result = await http.call('POST', `telegram/${path}`, { chat, ...body });
    acted = (result as Pick<Screen, 'sequence'>).sequence;
    return result;
  };
  const show = async (path: string, body: object): Promise<Screen> => (await act(path, body)) as Screen;

  const missing = async (what: string, timeoutMs: number): Promise<Error> =>
    new Error(
      `${what} in chat ${chat.id} within ${timeoutMs} ms; to be seen:\n${describe(await view.messages())}`,
    );

  const answered = async (tapId: string, timeoutMs: number): Promise<NonNullable<Tap['answer']>> => {
    const deadline = Date.now() + timeoutMs;
    for (let left = timeoutMs; left > 0; left = deadline - Date.now()) {
      const wait = Math.ceil(Math.min(left, 20_000));
      const tap = (await http.call('GET', `telegram/tap/${tapId}?waitMs=${wait}`)) as Tap;
      if (tap.answer) return tap.answer;
    }
    throw await missing('the bot did not answer the press', timeoutMs);
  };

  const press = async (messageId: number, version: number, button: string): Promise<Tapped> => {
    const tap = (await act('press', { messageId, version, button })) as Tap;
    return { ...tap, answered: (timeoutMs = patienceMs) => answered(tap.id, timeoutMs) };
  };

  return {
    id,
    chatId: chat.id,
    async enter() {
      await act('enter');
    },
    say: (text, options = {}) => show('text', { text, ...options }),
    send: (file, options = {}) => {
      const bytes = Buffer.from(file.bytes).toString('base64');
      return show('file', { file: { ...file, bytes }, ...options });
    },
    sendContact: (phoneNumber, firstName) => show('contact', { phoneNumber, firstName }),
    sendLocation: (latitude, longitude) => show('location', { latitude, longitude }),
    edit: (messageId, text) => show('edit', { messageId, text }),
    async delete(messageId) {
      await act('delete', { messageId });
    },
    async tap(label, { on, version, timeoutMs = patienceMs } = {}) {
      const found = await view.until(
        (seen, standing) => buttonOf(label, { seen, standing, on, version }),
        timeoutMs,
      );
      if (!found) throw await missing(`no button ${String(label)}`, timeoutMs);
      return press(found.messageId, found.version, found.button);
    },
    async tapKey(label, { timeoutMs = patienceMs } = {}) {
      const text = await view.until((seen) => keyOf(label, seen), timeoutMs);
      if (text === undefined) throw await missing(`no key ${String(label)}`, timeoutMs);
      return show('text', { text });
    },
    async waitFor(wanted, { timeoutMs = patienceMs, since = acted } = {}) {
      const found = await view.until(
        (seen) => seen.find((screen) => screen.sequence > since && matches(screen, wanted)),
        timeoutMs,
      );
      if (!found) throw await missing(`nothing matched ${wordsOf(wanted)}`, timeoutMs);
      return found;
    },
    messages: () => view.messages(),
    screens: () => view.screens(),
    taps: async () => (await http.call('GET', `telegram/taps/${chat.id}`)) as Tap[],
    file: (fileId) => http.bytes(`telegram/files/${fileId}`),
    actions: async () => (await http.call('GET', `telegram/actions/${chat.id}`)) as string[],
    sight: async () => {
      const { language } = chat.person ?? {};
      const query = `user=${id}${language === undefined ? '' : `&language=${language}`}`;
      return (await http.call('GET', `telegram/profile/${chat.id}?${query}`)) as BotSight;
    },
    async block() {
      await act('standing', { standing: 'kicked' });
    },
    async unblock() {
      await act('standing', { standing: 'member' });
    },
    pay: async (messageId) => ((await act('pay', { messageId })) as { paid: boolean }).paid,
  };
}
