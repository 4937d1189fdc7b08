/** What the person of the rehearsal says, in one language; buttons are found by their signs. */
export interface ScriptWords {
  readonly person: string;
  readonly bot: string;
  readonly title: string;
  readonly prompt: string;
  readonly secondSceneText: string;
  readonly forbiddenText: string;
  readonly rewordedText: string;
  readonly reshotText: string;
  readonly heavyPrompt: string;
  readonly wrongMoment: string;
  readonly acts: {
    readonly start: string;
    readonly choosing: string;
    readonly storyboard: string;
    readonly shooting: string;
    readonly refused: string;
    readonly delivered: string;
    readonly reshoot: string;
    readonly heavy: string;
    readonly asking: string;
  };
}

/** The rehearsal in both languages. */
export const scriptWords: Readonly<Record<'en' | 'ru', ScriptWords>> = {
  en: {
    person: 'Ada',
    bot: 'Kinoline',
    title: 'In English',
    prompt:
      'A red fox finds an old lantern on a frozen lake at dawn. It carries the lantern through the snowy forest. In the evening it hangs the light over the door of its den.',
    secondSceneText:
      'The fox trots through deep snow between tall pines, the lantern glowing in its mouth, soft morning mist.',
    forbiddenText: 'The fox fights a wolf for the lantern, a forbidden picture full of blood.',
    rewordedText:
      'The fox and a wolf meet at the den and look at the warm light together, snow falls quietly.',
    reshotText: 'The fox crosses a wooden bridge with the lantern, the river below is frozen, golden light.',
    heavyPrompt: 'Heavy waves under a lighthouse, storm, spray, a thousand lights in the harbour.',
    wrongMoment: 'And how much does it cost?',
    acts: {
      start: 'A first look, back and away again',
      choosing: 'Choosing a film',
      storyboard: 'The storyboard, changed before a cent is spent',
      shooting: 'The shooting; every service is killed once meanwhile',
      refused: 'A scene is refused',
      delivered: 'The film',
      reshoot: 'Scene 2 is shot again',
      heavy: 'Everything in one line, and a film that is too large for Telegram',
      asking: 'Questions and commands',
    },
  },
  ru: {
    person: 'Ада',
    bot: 'Kinoline',
    title: 'По-русски',
    prompt:
      'Рыжая лиса на рассвете находит старый фонарь на замёрзшем озере. Она несёт его через заснеженный лес. Вечером лиса вешает огонёк над входом в нору.',
    secondSceneText:
      'Лиса бежит по глубокому снегу между высокими соснами, фонарь светится у неё в зубах, мягкий утренний туман.',
    forbiddenText: 'Лиса дерётся с волком за фонарь, запретная картина, много крови.',
    rewordedText: 'Лиса и волк встречаются у норы и вместе смотрят на тёплый свет, тихо падает снег.',
    reshotText: 'Лиса переходит с фонарём деревянный мост, внизу замёрзшая река, золотой свет.',
    heavyPrompt: 'Тяжёлые волны под маяком, шторм, брызги, тысяча огней в гавани.',
    wrongMoment: 'А сколько это стоит?',
    acts: {
      start: 'Первое знакомство: назад и прочь',
      choosing: 'Выбираем фильм',
      storyboard: 'Раскадровка: правим, пока не потрачено ни цента',
      shooting: 'Съёмка; тем временем каждый из сервисов один раз убит',
      refused: 'Сцену не пропустили',
      delivered: 'Фильм',
      reshoot: 'Вторая сцена переснимается',
      heavy: 'Всё одной строкой, и фильм, который для Telegram слишком велик',
      asking: 'Вопросы и команды',
    },
  },
};
