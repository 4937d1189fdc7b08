export { stageMaxCharacters, stageOf } from '@kinoline/contracts';
