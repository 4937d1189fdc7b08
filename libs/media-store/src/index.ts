export {
  type GetOptions,
  MEDIA_STORE,
  type MediaContentType,
  type MediaStore,
  type PresignOptions,
  type PutFileOptions,
  type PutStreamOptions,
  type StoreCall,
  type StoredObject,
} from './media-store.js';
export {
  DiskFullError,
  IntegrityError,
  MediaStoreError,
  ObjectMissingError,
  StoreRefusedError,
  StoreUnavailableError,
  TooLargeError,
} from './errors.js';
export {
  filmKey,
  type FilmFile,
  filmPrefix,
  intermediatePrefix,
  jobPrefix,
  keyframeKey,
  takeKey,
  type TakeFile,
  uploadKey,
  uploadPrefix,
} from './keys.js';
export { mediaStoreSettings, type MediaStoreSettings, mediaStoreVariables } from './settings.js';
export { createMinioMediaStore } from './minio/minio-media-store.js';
export { provisionBucket, type ProvisionResult, type Retention } from './minio/provision.js';
export { sweepExpired, type SweepResult } from './sweep.js';
