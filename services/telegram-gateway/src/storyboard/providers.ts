import { BoardTopic } from './board.topic.js';

/** The topic of the storyboard, for the list of all topics. */
export const storyboardTopics = [BoardTopic];
