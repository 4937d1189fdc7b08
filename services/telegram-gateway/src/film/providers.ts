import type { Provider } from '@nestjs/common';
import { UNEXPECTED } from '../conversation/unexpected.js';
import { AcceptService } from './accept.service.js';
import { FilmAgainService } from './film-again.service.js';
import { FilmPanelService } from './film-panel.service.js';
import { FilmTalkService } from './film-talk.service.js';
import { FilmTopic } from './film.topic.js';
import { PictureIntakeService } from './picture/picture-intake.service.js';
import { UnexpectedAnswers } from './unexpected-answers.js';

/** What the talk about a new film consists of; {@link FilmTopic} is one of the topics. */
export const filmProviders: Provider[] = [
  FilmPanelService,
  PictureIntakeService,
  FilmTalkService,
  FilmAgainService,
  AcceptService,
  FilmTopic,
  { provide: UNEXPECTED, useClass: UnexpectedAnswers },
];
