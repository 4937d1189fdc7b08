import type { Provider, Type } from '@nestjs/common';
import { CutTopic } from './change/cut.topic.js';
import { ChatDelivery } from './chat-delivery.service.js';
import { DeliverController } from './deliver.controller.js';
import { DeliverService } from './deliver.service.js';
import { FILM_DESK } from './film-desk.js';
import { FilmDeskService } from './film-desk.service.js';
import { VideoFiles } from '../media/video-files.js';
import { FilmKeeper } from './film-keeper.service.js';
import { FilmLinks } from './film-links.service.js';
import { FilmParcels } from './film-parcels.service.js';
import { FilmSender } from './film-sender.service.js';
import { FilmAgain } from './history/film-again.service.js';
import { HistoryTopic } from './history/history.topic.js';
import { StoredFilms } from './stored-films.js';

/** What can be done with films, for the list of all topics. */
export const deliveryTopics = [CutTopic, HistoryTopic];

/** The delivery of films, and what can be done with them. */
export const deliveryProviders: Provider[] = [
  DeliverService,
  ChatDelivery,
  FilmParcels,
  FilmSender,
  VideoFiles,
  FilmLinks,
  FilmKeeper,
  StoredFilms,
  FilmAgain,
  { provide: FILM_DESK, useClass: FilmDeskService },
  ...deliveryTopics,
];

/** What hears messages of the line. */
export const deliveryControllers: Type[] = [DeliverController];
